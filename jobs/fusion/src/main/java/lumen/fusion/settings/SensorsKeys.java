package lumen.fusion.settings;

import static lumen.fusion.settings.Key.choice;
import static lumen.fusion.settings.Key.number;
import static lumen.fusion.settings.Key.required;
import static lumen.fusion.settings.Key.section;

import java.util.List;
import lumen.fusion.settings.Key.FromFusion;
import lumen.fusion.settings.Key.Unset;
import lumen.fusion.settings.Key.Value;
import lumen.fusion.settings.Shape.Choice;
import lumen.fusion.settings.Shape.Members;
import lumen.fusion.settings.Shape.Real;
import lumen.fusion.settings.Shape.Section;
import lumen.fusion.settings.Shape.Texts;
import lumen.fusion.settings.Shape.Variant;
import lumen.fusion.settings.Shape.Variants;

/** The keys of {@code sensors.yaml}. */
final class SensorsKeys {
  private static final Key NAME =
      required("name", TextForm.NAME, "Name of the stream, unique among the streams.");

  private static final Key KEYS =
      new Key(
          "keys",
          new Texts(TextForm.PATTERN),
          new Value(List.of()),
          "",
          "Patterns of the keys that are used, the rest is counted as filtered; none: all.",
          false);

  private static final Variants STREAMS =
      new Variants(
          List.of(
              stream(
                  "osc",
                  "OSC messages over UDP.",
                  required("addr", TextForm.ADDRESS, "Where to listen."),
                  KEYS,
                  choice(
                      "timetag",
                      "Time tags of bundles: use them as event time, ignore them, or clamp them to"
                          + " the arrival's neighbourhood.",
                      "use",
                      "ignore",
                      "clamp")),
              stream(
                  "midi",
                  "A MIDI input.",
                  required("device", TextForm.NAME, "Stable name of the device.")),
              stream(
                  "file",
                  "A recording; not beside live streams.",
                  required(
                      "path", TextForm.FILE, "An ndjson file, plain or .gz, or a folder of them.")),
              stream(
                  "kafka",
                  "A Kafka topic of sensor events.",
                  required("bootstrap", TextForm.ADDRESSES, "Brokers."),
                  required("topic", TextForm.TOPIC, "Topic.")),
              stream(
                  "ure",
                  "The reference engine's metrics, pulled.",
                  required("metrics_url", TextForm.URL, "Prometheus text endpoint."),
                  number("pull_interval_s", 2, Real.from(0.1).to(3600), "s", "Pause between."))));

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
              .or(new Unset("the source's first event")));

  private static final Section SOURCE =
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
          sourceClip());

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
              new Members(SOURCE),
              new Value(List.of()),
              "",
              "What is known of an event source, by the `source` of its events.",
              false),
          choice(
                  "unknown_sources",
                  "Events of a source that `sources` does not name: accept them with the defaults,"
                      + " or reject and count them.",
                  "accept",
                  "reject")
              .shaping());

  private SensorsKeys() {}

  private static Variant stream(String type, String meaning, Key... own) {
    Key[] keys = new Key[own.length + 2];
    keys[0] = NAME;
    keys[1] =
        new Key(
            Variants.SELECTOR, Choice.of(type), new Key.Required(), "", "Kind of stream.", false);
    System.arraycopy(own, 0, keys, 2, own.length);
    return new Variant(type, meaning, Section.of(keys));
  }

  private static Key sourceClip() {
    Section clip = (Section) FusionKeys.CLIP.shape();
    Key[] keys =
        clip.keys().stream()
            .map(key -> key.or(new FromFusion("clip." + key.name())))
            .toArray(Key[]::new);
    return section("clip", "As clip of fusion.yaml, whose values hold for keys left out.", keys)
        .shaping();
  }
}
