package lumen.fusion.command;

/**
 * The time that a note is about.
 *
 * @param fromMicros its begin, microseconds since the epoch
 * @param toMicros its end, not before its begin
 */
public record NoteSpan(long fromMicros, long toMicros) {
  /** Checks the order. */
  public NoteSpan {
    if (fromMicros > toMicros) {
      throw new IllegalArgumentException(
          "must have from <= to: from=%d to=%d".formatted(fromMicros, toMicros));
    }
  }
}
