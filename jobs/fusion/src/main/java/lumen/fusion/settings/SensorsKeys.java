package lumen.fusion.settings;

import static lumen.settings.Key.choice;
import static lumen.settings.Key.number;
import static lumen.settings.Key.required;
import static lumen.settings.Key.section;
import static lumen.settings.Key.text;
import static lumen.settings.Key.whole;

import java.util.List;
import lumen.settings.Key;
import lumen.settings.Key.FromFile;
import lumen.settings.Key.Unset;
import lumen.settings.Key.Value;
import lumen.settings.Shape.Choice;
import lumen.settings.Shape.ListOf;
import lumen.settings.Shape.Members;
import lumen.settings.Shape.Real;
import lumen.settings.Shape.Section;
import lumen.settings.Shape.Text;
import lumen.settings.Shape.Variant;
import lumen.settings.Shape.Variants;
import lumen.settings.Shape.Whole;
import lumen.settings.TextForm;
import lumen.signal.clip.RecentValues;

/** The keys of {@code sensors.yaml}. */
final class SensorsKeys {
  private static final Key NAME =
      required("name", TextForm.NAME, "Name of the stream, unique among the streams.");

  private static final Key NAME_OF_LINES =
      required(
          "name",
          FusionForm.SOURCE,
          "Name of the stream, unique among the streams. What is said of a stream of type file"
              + " holds for `replay FILE`, too, where the file's name without its ending, or that"
              + " of its folder, is this or matches it as a pattern.");

  private static final Key KEYS =
      new Key(
          "keys",
          ListOf.texts(TextForm.PATTERN),
          new Value(List.of()),
          "",
          "Patterns of the keys that are used, the rest is counted as filtered; none: all.",
          false);

  private static final Key TENANT =
      text("tenant", "default", TextForm.NAME, "Group that its channels are fused in.");

  private static final Key SOURCE_NAME =
      new Key(
          "source",
          new Text(TextForm.NAME),
          new Unset("the stream's name"),
          "",
          "What its events are called: their `source`.",
          false);

  private static final TextForm USER =
      TextForm.of("a text of 1 to 512 characters without :", "^[^:\\u0000-\\u001f\\u007f]{1,512}$");

  private static final Variants STREAMS =
      new Variants(
          List.of(
              stream(
                  "osc",
                  "OSC messages over UDP.",
                  SOURCE_NAME,
                  TENANT,
                  required("addr", TextForm.ADDRESS, "Where to listen."),
                  new Key(
                      "keys",
                      ListOf.texts(FusionForm.OSC_PATTERN),
                      new Value(List.of()),
                      "",
                      "OSC patterns of the addresses that are used (* and ? stay between two /),"
                          + " the rest is counted as filtered; none: all.",
                      false),
                  choice(
                      "timetag",
                      "Time tags of bundles: use them as event time, ignore them, or clamp them to"
                          + " the arrival's neighbourhood.",
                      "use",
                      "ignore",
                      "clamp"),
                  new Key(
                      "allow",
                      ListOf.texts(TextForm.NETWORK),
                      new Value(List.of()),
                      "",
                      "Hosts that may send: addresses, or networks such as 192.168.1.0/24; none:"
                          + " all that reach the address.",
                      false),
                  whole(
                      "max_packet_bytes",
                      8192,
                      Whole.of(16, 65_507),
                      "bytes",
                      "A larger packet is rejected."),
                  whole(
                      "queue_packets",
                      65_536,
                      Whole.of(16, 1_048_576),
                      "packets",
                      "So many wait for the job; further ones are dropped and counted."),
                  whole(
                      "receive_buffer_kib",
                      4096,
                      Whole.of(8, 1_048_576),
                      "KiB",
                      "Asked of the operating system, which may grant less.")),
              stream(
                  "midi",
                  "A MIDI input.",
                  SOURCE_NAME,
                  TENANT,
                  required(
                      "device", TextForm.NAME, "Name of the device, a part of it, or a pattern.")),
              stream(
                  "file",
                  "A recording; not beside live streams.",
                  ReadingKeys.ofStream(
                      required(
                          "path",
                          TextForm.FILE,
                          "An ndjson file, plain or as .gz, .zst or .xz, or a folder of them."))),
              stream(
                  "kafka",
                  "A Kafka topic of sensor events, or of an operator's commands.",
                  ReadingKeys.ofStream(
                      required("bootstrap", TextForm.ADDRESSES, "Brokers."),
                      SecurityKeys.PROPERTIES_FILE,
                      required("topic", TextForm.TOPIC, "Topic."),
                      new Key(
                          "group",
                          new Text(TextForm.TOPIC),
                          new Unset("lumen-NAME"),
                          "",
                          "Consumer group that offsets are committed for.",
                          false),
                      choice(
                          "start",
                          "Where a job without a savepoint begins: behind what the group has"
                              + " committed, else at the earliest; at the earliest; or at the"
                              + " latest.",
                          "committed",
                          "earliest",
                          "latest"),
                      choice(
                          "format",
                          "What its records are: events; lines of the log that `lumenctl ingest`"
                              + " writes; or commands, as `lumenctl control` sends them.",
                          "events",
                          "log",
                          "commands"),
                      whole(
                          "readers",
                          1,
                          Whole.of(1, 64),
                          "",
                          "Tasks that read events side by side, each some of the topic's"
                              + " partitions; no more than the job's parallelism."))),
              stream(
                  "ure",
                  "The reference engine's metrics, pulled.",
                  SOURCE_NAME,
                  TENANT,
                  ofBridge(required("metrics_url", TextForm.URL, "Prometheus text endpoint.")),
                  ofBridge(
                      number(
                          "pull_interval_s",
                          2,
                          Real.from(0.1).to(3600),
                          "s",
                          "Pause between pulls.")),
                  number("timeout_s", 2, Real.from(0.01).to(60), "s", "Patience with an answer."),
                  unset("user", USER, "nobody", "Who pulls, where the engine asks for it."),
                  unset(
                      "password_file",
                      TextForm.FILE,
                      "none",
                      "File whose first line is the user's password; its owner alone may read it."),
                  unset(
                      "token_file",
                      TextForm.FILE,
                      "none",
                      "File whose first line is a bearer token, instead of the two; likewise."),
                  SecurityKeys.caFile("those of the Java runtime"))));

  private static final Key CLOCK =
      section(
          "clock",
          "Correction of the source's times: t + offset_s + (t - t_ref) ppm 1e-6.",
          choice(
              "mode",
              "none: as they are; fixed: by these keys; auto: estimated from arrivals (live).",
              "none",
              "fixed",
              "auto"),
          number("offset_s", 0, Real.from(-1e10).to(1e10), "s", "Offset."),
          number("ppm", 0, Real.from(-1e5).to(1e5), "ppm", "Drift."),
          number("t_ref", 0, Real.from(0).below(1e11), "s", "Epoch second of no drift.")
              .or(new Unset("the source's first event")),
          choice(
              "on_reset",
              "When the clock goes back in a recording: late: its events are late; continue: after"
                  + " 16 of them, each later than the one before, they go on where the stream is,"
                  + " in a new segment.",
              "late",
              "continue"));

  private static final Key ONSET =
      section(
          "onset",
          "Which intervals between onsets are phases.",
          number("min_s", 0, Real.from(0).to(86_400), "s", "Shortest."),
          number("max_s", 1, Real.above(0).to(86_400), "s", "Longest.")
              .or(new Unset("resample.max_gap_s of fusion.yaml")),
          number(
                  "missed",
                  2,
                  Real.above(1).to(100),
                  "",
                  "One longer than this times the median of the last 8 has a missed onset in it,"
                      + " and no phase.")
              .or(new Unset("none is missed")));

  static final Section SOURCE =
      Section.of(
          choice("role", "sensor: signals to fuse; ure: figures of the reference.", "sensor", "ure")
              .shaping(),
          KEYS.shaping(),
          number("weight", 1, Real.above(0).to(1e6), "", "Weight of each of its channels.")
              .shaping(),
          number("rate_hz", 1, Real.above(0).to(1e6), "Hz", "Rate of each of its channels.")
              .or(new Unset("estimated"))
              .shaping(),
          new Key(
              "interpolation",
              Choice.of("linear", "previous", "onset"),
              new Unset("linear for recordings, previous for live MIDI and OSC"),
              "",
              "Between samples: linear; previous: held; onset: events whose phase is read between"
                  + " neighbours.",
              true),
          CLOCK.shaping(),
          sourceClip(),
          choice(
                  "angle",
                  "Unit of its angles, which are unwrapped before anything else, so that passing"
                      + " north is no jump; none: its values are no angles.",
                  "none",
                  "degrees",
                  "radians",
                  "cycles")
              .shaping(),
          choice(
                  "samples",
                  "single: each has its time, an array one of each of several channels; packet: an"
                      + " array, or what comes with one stamp (or within a tenth of the packets'"
                      + " interval), is consecutive samples of one channel, spread evenly.",
                  "single",
                  "packet")
              .shaping(),
          choice("stamp", "Which sample of a packet has its stamp.", "last", "first").shaping(),
          ONSET.shaping(),
          whole(
                  "min_distinct",
                  0,
                  Whole.of(0, RecentValues.MOST),
                  "values",
                  "A channel with fewer different values in its clip window has no phase; 0: any"
                      + " number will do.")
              .shaping(),
          ReadingKeys.INVALID,
          ReadingKeys.TEXT,
          ReadingKeys.TENANT,
          ReadingKeys.TENANT_FROM);

  static final Section SECTION =
      Section.of(
          new Key(
              "streams",
              STREAMS,
              new Value(List.of()),
              "",
              "Inputs of a submitted job; `replay FILE` brings its own.",
              false),
          new Key(
              "sources",
              new Members(SOURCE, FusionForm.SOURCE),
              new Value(List.of()),
              "",
              "What is known of an event source, by the `source` of its events or a pattern of it"
                  + " (`d*_sub*`): the first that matches holds.",
              false),
          choice(
                  "unknown_sources",
                  "Events of a source that neither `sources` nor a stream names: accept them"
                      + " with the defaults, or reject and count them.",
                  "accept",
                  "reject")
              .shaping(),
          section(
              "control",
              "Where a live job is asked and told.",
              new Key(
                  "addr",
                  new Text(TextForm.ADDRESS),
                  new Unset("any free port of loopback, told in live.json of the output folder"),
                  "",
                  "An address of loopback.",
                  false)));

  private SensorsKeys() {}

  private static Key unset(String name, TextForm form, String instead, String meaning) {
    return new Key(name, new Text(form), new Unset(instead), "", meaning, false);
  }

  private static Variant stream(String type, String meaning, Key... own) {
    Key[] keys = new Key[own.length + 2];
    keys[0] = type.equals("file") || type.equals("kafka") ? NAME_OF_LINES : NAME;
    keys[1] =
        new Key(
            Variants.SELECTOR, Choice.of(type), new Key.Required(), "", "Kind of stream.", false);
    System.arraycopy(own, 0, keys, 2, own.length);
    return new Variant(type, meaning, Section.of(keys));
  }

  /** What an engine's stream leaves out stands in the section ure of bridge.yaml. */
  private static Key ofBridge(Key key) {
    return key.or(new FromFile(ConfigFile.BRIDGE.fileName(), "ure." + key.name()));
  }

  private static Key sourceClip() {
    Section clip = (Section) FusionKeys.CLIP.shape();
    Key[] keys =
        clip.keys().stream()
            .map(key -> key.or(new FromFile(ConfigFile.FUSION.fileName(), "clip." + key.name())))
            .toArray(Key[]::new);
    return section("clip", "As clip of fusion.yaml, whose values hold for keys left out.", keys)
        .shaping();
  }
}
