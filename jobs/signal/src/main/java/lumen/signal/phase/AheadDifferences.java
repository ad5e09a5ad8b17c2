package lumen.signal.phase;

/**
 * Differences of one channel that follow its window and are not part of it, in step order. What
 * belongs to a difference lies side by side, since all of it is read at once, again at every step.
 * Not thread-safe; allocates nothing after it is made.
 */
public final class AheadDifferences {
  /** Phase difference in cycles. */
  static final int D = 0;

  /** Weight: product of the envelopes. */
  static final int M = 1;

  /** Weighted cosine and sine of the difference. */
  static final int RE = 2;

  static final int IM = 3;

  /** Filtered difference in cycles, as it was found last. */
  static final int X = 4;

  static final int COLUMNS = 5;

  private static final long NONE = Long.MIN_VALUE;

  private final long[] step;

  /** The columns of each difference, one behind the other. */
  final double[] row;

  private int from;
  private int to;

  /**
   * @param steps most steps that are held at once, at least 1
   */
  public AheadDifferences(int steps) {
    step = new long[2 * steps];
    row = new double[COLUMNS * step.length];
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
    int at = COLUMNS * to++;
    row[at + D] = difference;
    row[at + M] = weight;
    row[at + RE] = weight * cos;
    row[at + IM] = weight * sin;
  }

  private void moveDown() {
    int held = to - from;
    System.arraycopy(step, from, step, 0, held);
    System.arraycopy(row, COLUMNS * from, row, 0, COLUMNS * held);
    from = 0;
    to = held;
  }

  /** Drops the differences of earlier steps. */
  public void dropBefore(long firstStep) {
    while (from < to && step[from] < firstStep) {
      from++;
    }
  }

  /** How many are held. */
  public int size() {
    return to - from;
  }

  /** The newest step that has one; {@link Long#MIN_VALUE} where none is held. */
  public long newestStep() {
    return from == to ? NONE : step[to - 1];
  }

  /** Where one of those held has its columns, the oldest is 0. */
  int at(int which) {
    return COLUMNS * (from + which);
  }
}
