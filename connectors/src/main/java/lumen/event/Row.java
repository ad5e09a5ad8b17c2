package lumen.event;

/**
 * A line of a log whose meaning its own job reads, with what the log's clock says of it.
 *
 * @param kind what became of it
 * @param stream name of the input
 * @param log name of the log, which has one order and one clock: a recording, or a partition
 * @param tenant whose it is; empty where it is nobody's
 * @param clockMicros the clock of the log at the line, microseconds since the epoch
 * @param clamped whether the line's own time is behind the clock
 * @param inDoubt whether the line's own time is too far ahead to be believed
 * @param text the line; of one that was not taken as much of it as may be shown; of an end what
 *     became of the lines, where that is told
 * @param fault of a line that was not taken: the code of the reason
 * @param detail of a line that was not taken: what was wrong and what would be right
 * @param position where it stands; null of the end
 * @param takenMicros when it was taken, by the clock of the host, microseconds since the epoch; it
 *     travels between tasks alone and is in no state; {@link #UNTIMED} where nobody looked
 */
public record Row(
    Kind kind,
    String stream,
    String log,
    String tenant,
    long clockMicros,
    boolean clamped,
    boolean inDoubt,
    String text,
    String fault,
    String detail,
    Position position,
    long takenMicros)
    implements Envelope {
  /** Nobody looked at a clock when it was taken. */
  public static final long UNTIMED = 0;

  /** What a row is. */
  public enum Kind {
    /** A line of right form. */
    LINE((byte) 1),
    /** A line that was not taken. */
    REJECT((byte) 2),
    /** The log has ended, and its clock stands. */
    END((byte) 3),
    /** A command that tells its own time, and comes before any line. */
    ORDER((byte) 4);

    private final byte code;

    Kind(byte code) {
      this.code = code;
    }

    /** What stands for it between tasks. */
    byte code() {
      return code;
    }

    static Kind of(byte code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IllegalArgumentException("kind of a row must be 1..4, is " + code);
    }
  }

  /** A line of right form. */
  public static Row line(
      String stream,
      String log,
      String tenant,
      long clockMicros,
      boolean clamped,
      boolean inDoubt,
      String text,
      Position position) {
    return new Row(
        Kind.LINE,
        stream,
        log,
        tenant,
        clockMicros,
        clamped,
        inDoubt,
        text,
        "",
        "",
        position,
        UNTIMED);
  }

  /** A line that was not taken. */
  public static Row reject(
      String stream, String log, String fault, String detail, String raw, Position position) {
    return new Row(
        Kind.REJECT, stream, log, "", 0, false, false, raw, fault, detail, position, UNTIMED);
  }

  /** The end of a log. */
  public static Row end(String stream, String log, long clockMicros) {
    return new Row(Kind.END, stream, log, "", clockMicros, false, false, "", "", "", null, UNTIMED);
  }

  /**
   * The end of a log that tells what became of its lines.
   *
   * @param account what became of them, as its job tells it
   */
  public static Row end(String stream, String log, long clockMicros, String account) {
    return new Row(
        Kind.END, stream, log, "", clockMicros, false, false, account, "", "", null, UNTIMED);
  }

  /** A command that tells its own time. */
  public static Row order(String stream, String tenant, String json, Position position) {
    return new Row(
        Kind.ORDER, stream, "", tenant, 0, false, false, json, "", "", position, UNTIMED);
  }

  /**
   * The same, taken then.
   *
   * @param micros by the clock of the host, microseconds since the epoch
   */
  public Row taken(long micros) {
    return new Row(
        kind,
        stream,
        log,
        tenant,
        clockMicros,
        clamped,
        inDoubt,
        text,
        fault,
        detail,
        position,
        micros);
  }
}
