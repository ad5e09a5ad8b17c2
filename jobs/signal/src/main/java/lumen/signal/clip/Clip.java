package lumen.signal.clip;

/**
 * Limits the outliers of one channel against its own recent past.
 *
 * <p>The window is causal: it holds the raw (never the limited) values with a time later than
 * {@code t - window}, the sample at t included. What comes out depends on the values in the window
 * alone, not on how they got there, so a window loaded from stored samples continues bit for bit.
 */
public sealed interface Clip permits NoClip, QuantileClip, HampelClip {
  /** The clip that the settings ask for, with an empty window. */
  static Clip of(ClipSettings settings) {
    return switch (settings.method()) {
      case QUANTILE -> new QuantileClip(settings);
      case HAMPEL -> new HampelClip(settings);
      case NONE -> new NoClip();
    };
  }

  /**
   * Takes the next sample into the window.
   *
   * @param micros time in microseconds, later than that of every sample before
   * @param value raw value, finite
   * @return the value, limited
   */
  double accept(long micros, double value);

  /**
   * Fills an empty window with stored samples.
   *
   * @param micros ascending times, none older than the window of the newest
   * @param values raw values
   * @param from first index
   * @param to index after the last
   */
  void load(long[] micros, double[] values, int from, int to);

  /** The number of samples in the window. */
  int size();

  /** Forgets every sample. */
  void clear();
}
