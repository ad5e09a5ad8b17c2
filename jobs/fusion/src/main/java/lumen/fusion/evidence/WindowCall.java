package lumen.fusion.evidence;

/**
 * A figure of a window, as a condition asks for it.
 *
 * @param function which figure
 * @param field of which field
 * @param spanMicros over how long, microseconds
 */
record WindowCall(WindowFunction function, Field field, long spanMicros) {
  /** Such as {@code mean(coherence, 5m)}, the same however it was written. */
  String text() {
    return function.word() + "(" + field.wireName() + ", " + WindowSpan.text(spanMicros) + ")";
  }
}
