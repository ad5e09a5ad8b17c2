package lumen.intake;

import lumen.event.RejectReason;

/**
 * What a live input received, as it hands it on: each is one {@code received} of its stream, except
 * {@link Filtered} and {@link Dropped}, which stand for as many as they count.
 */
public sealed interface LiveMessage {
  /** The event time of a message whose sender gave none: its arrival holds. */
  long UNSTAMPED = Long.MIN_VALUE;

  /** When it arrived, by the arrival clock, microseconds since the epoch. */
  long arrivalMicros();

  /**
   * One number: channel {@code key}.
   *
   * @param key channel key
   * @param value the value; one that is not finite is rejected by the intake
   * @param eventMicros time by the sender's clock, or {@link #UNSTAMPED}
   */
  record Scalar(String key, double value, long eventMicros, long arrivalMicros)
      implements LiveMessage {}

  /**
   * Several numbers: channels {@code key[0]}, {@code key[1]}, ...
   *
   * @param key key of the array
   * @param values the elements; NaN for one that is no finite number, which keeps its index
   * @param eventMicros time by the sender's clock, or {@link #UNSTAMPED}
   */
  record Elements(String key, double[] values, long eventMicros, long arrivalMicros)
      implements LiveMessage {}

  /**
   * Several named numbers: channels {@code key.field}.
   *
   * @param key key of the object
   * @param fields names of the elements, each once
   * @param values the elements, as many; NaN for one that is no finite number
   * @param eventMicros time by the sender's clock, or {@link #UNSTAMPED}
   */
  record Fields(String key, String[] fields, double[] values, long eventMicros, long arrivalMicros)
      implements LiveMessage {}

  /**
   * A text: a fact.
   *
   * @param key channel key
   * @param text the text
   * @param eventMicros time by the sender's clock, or {@link #UNSTAMPED}
   */
  record Text(String key, String text, long eventMicros, long arrivalMicros)
      implements LiveMessage {}

  /**
   * Something that cannot be read.
   *
   * @param reason why
   * @param detail what was wrong, where it came from, and what would be right
   * @param raw what was received, for a person; bytes as hexadecimal digits
   */
  record Refused(RejectReason reason, String detail, String raw, long arrivalMicros)
      implements LiveMessage {}

  /**
   * Messages that the input itself left out, because its patterns do not select them.
   *
   * @param count how many
   */
  record Filtered(long count, long arrivalMicros) implements LiveMessage {}

  /**
   * Messages that were lost: to a full queue, or to the operating system.
   *
   * @param count how many
   */
  record Dropped(long count, long arrivalMicros) implements LiveMessage {}
}
