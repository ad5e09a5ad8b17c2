package lumen.signal.profile;

/**
 * What a channel's samples were like.
 *
 * @param stamps their times
 * @param levels their values
 * @param octaves what each octave of frequency contributes to the variance of the values, from the
 *     highest on: level j stands for about 0.74 / 2^(j+1) of the sampling rate
 * @param sketch the least hashes of the runs of four values, ascending
 * @param phases steps of the grid
 */
public record ProfileFigures(
    Stamps stamps, Levels levels, double[] octaves, long[] sketch, Phases phases) {

  /**
   * Times.
   *
   * @param samples samples, without those that gave way to a later one of the same time
   * @param equal those that gave way
   * @param fromMicros first, Long.MAX_VALUE if none
   * @param toMicros last, Long.MIN_VALUE if none
   * @param pauses intervals longer than the greatest gap
   * @param pausedMicros their sum
   * @param quantumMicros greatest time of which all other intervals are multiples; 0 unknown
   * @param nominalIntervals intervals of the expected rate that the samples span
   * @param nominalMicros the time in which they lie
   */
  public record Stamps(
      long samples,
      long equal,
      long fromMicros,
      long toMicros,
      long pauses,
      long pausedMicros,
      long quantumMicros,
      long nominalIntervals,
      long nominalMicros) {}

  /**
   * Values.
   *
   * @param distinct distinct values, 3 for three or more
   * @param changes samples that differ from the one before
   * @param least least value
   * @param greatest greatest value
   */
  public record Levels(int distinct, long changes, double least, double greatest) {}

  /**
   * Steps of the grid.
   *
   * @param steps steps that the channel came to
   * @param phases those of them at which it had a phase
   * @param envelopeSquares sum of the squared envelopes at these
   */
  public record Phases(long steps, long phases, double envelopeSquares) {}
}
