package lumen.signal.clip;

/**
 * Replaces by the median of the trailing window what lies too far from it (Hampel 1974).
 *
 * <p>{@code |x - median| > 3 * 1.4826 * MAD} becomes the median; 1.4826 = 1/Phi^-1(3/4) makes the
 * median absolute deviation an estimate of the standard deviation of Gaussian noise. There is no
 * floor: where more than half of the window is one value, MAD is 0 and every other value is
 * replaced. The median of an even number of values is the mean of the middle two.
 */
final class HampelClip implements Clip {
  private static final double LIMIT = 3 * 1.4826;

  private final int minSamples;
  private final long windowMicros;
  private final SampleRing window = new SampleRing();
  private final SortedWindow sorted = new SortedWindow();

  HampelClip(ClipSettings settings) {
    minSamples = settings.minSamples();
    windowMicros = settings.windowMicros();
  }

  @Override
  public double accept(long micros, double value) {
    take(micros, value);
    if (window.size() < minSamples) {
      return value;
    }
    double median = sorted.median();
    double limit = LIMIT * sorted.medianAbsoluteDeviation(median);
    return Math.abs(value - median) > limit ? median : value;
  }

  private void take(long micros, double value) {
    while (window.oldestIsAtOrBefore(micros - windowMicros)) {
      sorted.remove(window.removeOldest());
    }
    sorted.add(value);
    window.add(micros, value);
  }

  @Override
  public void load(long[] micros, double[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      window.add(micros[i], values[i]);
    }
    sorted.addAll(window);
  }

  @Override
  public int size() {
    return window.size();
  }

  @Override
  public void clear() {
    window.clear();
    sorted.clear();
  }
}
