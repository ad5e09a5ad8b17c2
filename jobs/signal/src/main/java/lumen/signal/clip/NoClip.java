package lumen.signal.clip;

/** Leaves every value as it is, and keeps no window. */
final class NoClip implements Clip {
  @Override
  public double accept(long micros, double value) {
    return value;
  }

  @Override
  public void load(long[] micros, double[] values, int from, int to) {
    // Nothing is kept.
  }

  @Override
  public int size() {
    return 0;
  }

  @Override
  public void clear() {
    // Nothing is kept.
  }
}
