package lumen.signal.phase;

/**
 * Differences of one channel that follow its window and are not part of it, in step order, as plain
 * columns. Not thread-safe; allocates nothing after it is made.
 */
public final class AheadDifferences {
  private static final long NONE = Long.MIN_VALUE;

  private final long[] step;

  /** Phase difference in cycles. */
  final double[] d;

  /** Weight: product of the envelopes. */
  final double[] m;

  /** Weighted cosine and sine of the difference. */
  final double[] re;

  final double[] im;

  int from;
  int to;

  /**
   * @param steps most steps that are held at once, at least 1
   */
  public AheadDifferences(int steps) {
    step = new long[2 * steps];
    d = new double[2 * steps];
    m = new double[2 * steps];
    re = new double[2 * steps];
    im = new double[2 * steps];
  }

  /** Holds nothing any more. */
  public void clear() {
    from = 0;
    to = 0;
  }

  /**
   * Adds the difference of a step later than all held.
   *
   * @param atStep grid index
   * @param difference in cycles
   * @param weight product of the envelopes
   * @param cos cosine of the difference
   * @param sin its sine
   */
  public void append(long atStep, double difference, double weight, double cos, double sin) {
    if (to == step.length) {
      moveDown();
    }
    step[to] = atStep;
    d[to] = difference;
    m[to] = weight;
    re[to] = weight * cos;
    im[to] = weight * sin;
    to++;
  }

  private void moveDown() {
    int held = to - from;
    System.arraycopy(step, from, step, 0, held);
    System.arraycopy(d, from, d, 0, held);
    System.arraycopy(m, from, m, 0, held);
    System.arraycopy(re, from, re, 0, held);
    System.arraycopy(im, from, im, 0, held);
    from = 0;
    to = held;
  }

  /** Drops the differences of earlier steps. */
  public void dropBefore(long firstStep) {
    while (from < to && step[from] < firstStep) {
      from++;
    }
  }

  /** Most that are held at once. */
  int capacity() {
    return step.length;
  }

  /** How many are held. */
  public int size() {
    return to - from;
  }

  /** The newest step that has one; {@link Long#MIN_VALUE} where none is held. */
  public long newestStep() {
    return from == to ? NONE : step[to - 1];
  }
}
