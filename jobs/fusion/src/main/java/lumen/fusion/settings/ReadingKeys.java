package lumen.fusion.settings;

import static lumen.settings.Key.choice;
import static lumen.settings.Key.section;

import java.util.List;
import lumen.settings.Key;
import lumen.settings.Key.Unset;
import lumen.settings.Key.Value;
import lumen.settings.Shape.ListOf;
import lumen.settings.Shape.NumberOrText;
import lumen.settings.Shape.Text;
import lumen.settings.TextForm;

/** The keys that decide how a line is read: those of a source, and those of a stream of lines. */
final class ReadingKeys {
  static final Key INVALID =
      new Key(
          "invalid",
          new ListOf(new NumberOrText(FusionForm.COMPARISON)),
          new Value(List.of()),
          "",
          "Values that mean nothing: numbers, and comparisons such as \"<0\". They are no samples;"
              + " an event without another value is counted as invalid.",
          true);

  static final Key TEXT =
      choice("text", "What a text is: a fact; or a number, if it is wholly one.", "fact", "number")
          .shaping();

  static final Key TENANT =
      new Key(
          "tenant",
          new Text(TextForm.NAME),
          new Unset("`meta.tenant` of its events, else the stream's tenant"),
          "",
          "Group of all its channels, whatever its events say.",
          true);

  static final Key TENANT_FROM =
      new Key(
          "tenant_from",
          ListOf.texts(FusionForm.META_FIELD),
          new Value(List.of()),
          "",
          "Fields of the events' meta whose values, joined by /, are the group: [meta.dyad,"
              + " meta.cond]; an event that lacks one is in the stream's tenant, and counted as"
              + " ungrouped.",
          true);

  private static final Key SOURCE_OF_STREAM =
      new Key(
          "source",
          new Text(TextForm.NAME),
          new Unset("none: such an event is rejected"),
          "",
          "`source` of events that carry none.",
          false);

  private static final Key KEY_OF_STREAM =
      new Key(
          "key",
          new Text(TextForm.NAME),
          new Unset("none: such an event is rejected"),
          "",
          "`key` of events that carry none.",
          false);

  private static final Key TENANT_OF_STREAM =
      Key.text("tenant", "default", TextForm.NAME, "Group of events that name none.");

  private static final Key TIME =
      section(
              "time",
              "How `ts` is written.",
              choice(
                  "format",
                  "any: seconds since the epoch, or ISO-8601; iso: ISO-8601; epoch_s to epoch_ns:"
                      + " seconds, milli-, micro- or nanoseconds since the epoch, as a number or a"
                      + " text that is one.",
                  "any",
                  "iso",
                  "epoch_s",
                  "epoch_ms",
                  "epoch_us",
                  "epoch_ns"),
              new Key(
                  "zone",
                  new Text(FusionForm.ZONE),
                  new Unset("none: such a time is rejected"),
                  "",
                  "Zone whose wall clock an ISO-8601 time without an offset is of. What the clock"
                      + " shows twice is the first; what it skips is rejected.",
                  false))
          .shaping();

  private ReadingKeys() {}

  /** The keys of a stream of lines, behind its own. */
  static Key[] ofStream(Key... own) {
    Key[] keys = new Key[own.length + 4];
    System.arraycopy(own, 0, keys, 0, own.length);
    keys[own.length] = SOURCE_OF_STREAM;
    keys[own.length + 1] = KEY_OF_STREAM;
    keys[own.length + 2] = TENANT_OF_STREAM;
    keys[own.length + 3] = TIME;
    return keys;
  }
}
