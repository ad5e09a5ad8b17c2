package lumen.signal.channel;

/** Receives the values of a sampled channel at its own integer rate F, as they become known. */
public interface RegularSink {
  /**
   * The channel joins: its rate is known.
   *
   * @param intervalMicros interval between its samples in microseconds, as its rate was found
   */
  void joins(double intervalMicros);

  /** A segment begins with the next value. */
  void begins();

  /**
   * Takes the next value of the segment.
   *
   * @param rateHz F
   * @param index k: the value is at k/F since the epoch
   * @param value clipped and regularised, relative to the first of its segment
   */
  void accept(int rateHz, long index, double value);
}
