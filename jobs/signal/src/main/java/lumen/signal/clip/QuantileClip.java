package lumen.signal.clip;

/**
 * Limits a value to two quantiles of the trailing window (winsorising; Dixon 1960).
 *
 * <p>With s the n sorted values of the window, {@code lo = s[floor(pLow n)]} and {@code hi =
 * s[min(n-1, floor(pHigh n))]}, counted from 0: by the floor of the rank, which is the inverse of
 * the empirical distribution continuous from the right, where type 1 of Hyndman and Fan (1996) is
 * that from the left. The value becomes {@code min(max(x, lo), hi)}. The products are IEEE double
 * products. Only the two tails of the window are kept sorted, see {@link LowTail}.
 */
final class QuantileClip implements Clip {
  private final double pLow;
  private final double pHigh;
  private final int minSamples;
  private final long windowMicros;
  private final SampleRing window = new SampleRing();
  private final LowTail low = new LowTail(1);
  private final LowTail high = new LowTail(-1);

  QuantileClip(ClipSettings settings) {
    pLow = settings.pLow();
    pHigh = settings.pHigh();
    minSamples = settings.minSamples();
    windowMicros = settings.windowMicros();
  }

  @Override
  public double accept(long micros, double value) {
    while (window.oldestIsAtOrBefore(micros - windowMicros)) {
      double gone = window.removeOldest();
      low.remove(gone);
      high.remove(gone);
    }
    window.add(micros, value);
    low.add(value);
    high.add(value);
    int n = window.size();
    double lo = low.at(Math.min(n - 1, (int) (pLow * n)), window);
    double hi = high.at(n - 1 - Math.min(n - 1, (int) (pHigh * n)), window);
    if (n < minSamples) {
      return value;
    }
    return value < lo ? lo : value > hi ? hi : value;
  }

  @Override
  public void load(long[] micros, double[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      window.add(micros[i], values[i]);
    }
    if (window.size() > 0) {
      low.invalidate();
      high.invalidate();
    }
  }

  @Override
  public int size() {
    return window.size();
  }

  @Override
  public void clear() {
    window.clear();
    low.clear();
    high.clear();
  }
}
