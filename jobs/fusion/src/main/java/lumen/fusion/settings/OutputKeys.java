package lumen.fusion.settings;

import static lumen.settings.Key.flag;
import static lumen.settings.Key.number;
import static lumen.settings.Key.section;
import static lumen.settings.Key.text;
import static lumen.settings.Key.whole;

import java.util.List;
import lumen.settings.Key;
import lumen.settings.Key.Unset;
import lumen.settings.Key.Value;
import lumen.settings.Shape.Choice;
import lumen.settings.Shape.ListOf;
import lumen.settings.Shape.Real;
import lumen.settings.Shape.Text;
import lumen.settings.Shape.Whole;
import lumen.settings.TextForm;

/** The keys of {@code fusion.yaml} about where results go, and how long they stay. */
final class OutputKeys {
  static final Key OUTPUTS =
      section(
          "outputs",
          "Where results go beside the files; all are off unless an address is given.",
          section(
              "kafka",
              "Topics, exactly once.",
              unset("bootstrap", TextForm.ADDRESSES, "off", "Brokers."),
              SecurityKeys.PROPERTIES_FILE,
              text("frames_topic", "lumen.frames", TextForm.TOPIC, "Topic of the frames."),
              text(
                  "control_topic", "lumen.control", TextForm.TOPIC, "Topic of the control frames."),
              text("evidence_topic", "lumen.evidence", TextForm.TOPIC, "Topic of the evidence."),
              text("rejects_topic", "lumen.rejects", TextForm.TOPIC, "Topic of what was rejected."),
              text("late_topic", "lumen.late", TextForm.TOPIC, "Topic of what was late."),
              unset(
                  "now_topic",
                  TextForm.TOPIC,
                  "none",
                  "Topic of the frames of now, such as lumen.now."),
              flag(
                  "create",
                  false,
                  "Whether `lumenctl` makes the topics that are missing before it starts a job,"
                      + " with one partition and as many copies as the broker makes by itself.")),
          section(
              "postgres",
              "A table of frames by tenant and time.",
              unset("url", TextForm.JDBC_URL, "off", "The database."),
              unset("user", TextForm.NAME, "the operating system's user", "Who writes."),
              unset(
                  "password_file",
                  TextForm.FILE,
                  "none",
                  "File whose first line is the password; its owner alone may read it."),
              unset(
                  "password_variable",
                  TextForm.VARIABLE,
                  "none",
                  "Environment variable that holds it."),
              new Key(
                  "sslmode",
                  Choice.of("disable", "prefer", "require", "verify-ca", "verify-full"),
                  new Unset("prefer, or what the url says"),
                  "",
                  "How TLS is used, in the driver's meaning: not; if the server can; always;"
                      + " with a certificate of a trusted authority; and of the url's host.",
                  false),
              SecurityKeys.caFile("the driver's own, ~/.postgresql/root.crt"),
              text("table", "resonance_events", TextForm.TABLE, "Table, made if it is missing.")),
          section(
              "osc",
              "/ure/velocity and /ure/note_len at every tick; with frames of now, of each"
                  + " /lumen/TENANT/order, /coherence, /phase_diff and /error.",
              unset("addr", TextForm.ADDRESS, "off", "Who is told.")),
          section(
              "midi",
              "The same as notes.",
              unset(
                  "device",
                  TextForm.NAME,
                  "off",
                  "Name of the device, a part of it, or a pattern.")),
          number(
              "playout_delay_ms",
              50,
              Real.from(0).to(10_000),
              "ms",
              "A tick is played this long after its time; an older one is dropped."));

  static final Key CAPTURE =
      section(
          "capture",
          "How a live job's input is recorded.",
          whole("rotate_mib", 64, Whole.of(1, 4096), "MiB", "A part ends at this size."),
          number("rotate_minutes", 60, Real.from(0.1).to(1440), "min", "Or at this age."));

  static final Key PRIVACY =
      section(
          "privacy",
          "What may leave the job.",
          new Key(
              "meta_allow",
              ListOf.texts(TextForm.PATTERN),
              new Value(List.of("*")),
              "",
              "Keys of the events' meta that the raw lines of rejects and late events may show,"
                  + " beside tenant; with any list but * a raw line that is not JSON is withheld.",
              false));

  static final Key RETENTION =
      section(
          "retention",
          "How long `lumenctl prune` keeps what.",
          whole("captures_days", 14, Whole.of(1, 36_500), "days", "Captures and logs."),
          whole("evidence_days", 30, Whole.of(1, 36_500), "days", "Evidence."),
          whole("savepoints_days", 60, Whole.of(1, 36_500), "days", "Savepoints."),
          whole(
              "savepoints_keep_last",
              20,
              Whole.of(1, 10_000),
              "savepoints",
              "So many of each job are kept longer, the newest; its newest, and one that a job was"
                  + " begun from, stay in any case."),
          whole(
              "savepoints_keep_daily",
              14,
              Whole.of(0, 10_000),
              "days",
              "Of so many days on which a job left savepoints, its last is kept longer."));

  private OutputKeys() {}

  private static Key unset(String name, TextForm form, String instead, String meaning) {
    return new Key(name, new Text(form), new Unset(instead), "", meaning, false);
  }
}
