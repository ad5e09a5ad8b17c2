package lumen.event;

import java.nio.charset.StandardCharsets;

/**
 * What is counted of a line of a log without reading the event in it.
 *
 * @param arrivalMicros when it arrived, microseconds since the epoch; {@link #NO_ARRIVAL} where it
 *     tells none
 * @param kind event, late, or the kind of its notice
 * @param count how many messages it stands for
 */
public record LineTally(long arrivalMicros, String kind, long count) {
  /** The arrival of a line that tells none. */
  public static final long NO_ARRIVAL = Long.MIN_VALUE;

  /** Kind of a line that is an event in time. */
  public static final String EVENT = "event";

  private static final double MICROS_PER_SECOND = 1e6;

  /** Looks at a line once; what is no JSON is an event without arrival. */
  public static LineTally of(byte[] line) {
    return new Glance(line).look();
  }

  /**
   * One pass over a line. Only fields of the line itself and of its section {@code meta} are looked
   * at: what a command or a value holds may be called as they are.
   */
  private static final class Glance {
    private final byte[] line;
    private final boolean notice;
    private final JsonScanner json = new JsonScanner();
    private int depth;
    private boolean inMeta;
    private long arrivalMicros = NO_ARRIVAL;
    private String kind = EVENT;
    private long count = 1;

    Glance(byte[] line) {
      this.line = line;
      this.notice = LogFormat.isNotice(line, 0, line.length);
    }

    LineTally look() {
      int i = 0;
      while (i < line.length) {
        byte c = line[i];
        if (c == '"') {
          i = text(i);
        } else {
          depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
          inMeta &= depth > 1;
          i++;
        }
      }
      return new LineTally(arrivalMicros, kind, count);
    }

    /** Passes over a text, and over the value of a name that is looked for. */
    private int text(int quote) {
      int end = closing(quote + 1);
      int colon = spaced(end + 1);
      if (colon >= line.length || line[colon] != ':') {
        return end + 1;
      }
      int value = spaced(colon + 1);
      if (depth == 1 || (depth == 2 && inMeta)) {
        field(quote + 1, end, value);
      }
      return value;
    }

    private void field(int from, int to, int value) {
      if (depth == 1 && is(from, to, LogFormat.META)) {
        inMeta = !notice;
      } else if (notice == (depth == 1) && is(from, to, LogFormat.AT)) {
        double seconds = number(value);
        arrivalMicros = seconds >= 0 ? Math.round(seconds * MICROS_PER_SECOND) : NO_ARRIVAL;
      } else if (notice && is(from, to, LogFormat.KIND)) {
        kind = word(value);
      } else if (notice && is(from, to, LogFormat.COUNT)) {
        count = Math.max(0, (long) number(value));
      } else if (depth == 2 && is(from, to, LogFormat.FATE)) {
        kind = word(value).equals(LogFormat.LATE) ? LogFormat.LATE : kind;
      }
    }

    /** The number that begins there; NaN where none does. */
    private double number(int at) {
      json.begin(line, at, line.length);
      return json.number() ? json.parsed() : Double.NaN;
    }

    /** The text that begins there, as it is written; empty where none does. */
    private String word(int at) {
      if (at >= line.length || line[at] != '"') {
        return "";
      }
      int end = closing(at + 1);
      return new String(line, at + 1, end - at - 1, StandardCharsets.UTF_8);
    }

    /** Where the text ends that begins there: at its quote, or with the line. */
    private int closing(int from) {
      int i = from;
      while (i < line.length && line[i] != '"') {
        i += line[i] == '\\' ? 2 : 1;
      }
      return Math.min(i, line.length);
    }

    private int spaced(int from) {
      int i = from;
      while (i < line.length && line[i] == ' ') {
        i++;
      }
      return i;
    }

    private boolean is(int from, int to, String name) {
      json.begin(line, from, to);
      return to - from == name.length() && json.matches(from, name);
    }
  }
}
