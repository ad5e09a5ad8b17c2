package lumen.signal.phase;

import java.util.Arrays;
import lumen.signal.cycle.Cycles;
import lumen.signal.kalman.Consistency;
import lumen.signal.strict.StrictFunctions;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * The phase differences of one channel in a window of steps, in step order, with what the
 * statistics need beside them.
 *
 * <p>Columns lie contiguous in [from, to) of plain arrays, so that sums over the window are plain
 * loops: the arrays hold a quarter more than the window and are moved down when full, O(1) per step
 * amortised. Not thread-safe.
 */
public final class PhaseWindow {
  private static final int SLACK = 16;

  /**
   * What is filled beyond this goes on, as a rule, until the window is full: grown by and by, the
   * columns of thousands of channels would be copied again and again, by the collector as well.
   */
  private static final int FIRST_LENGTH = 64;

  /** Keeps the sum of a window of products of envelopes finite. */
  private static final double LARGEST_WEIGHT = 1e290;

  private final int capacity;

  /** Grid indices. */
  long[] step = {};

  /** Phase difference in cycles. */
  double[] d = {};

  /** Phase of the channel in cycles. */
  double[] phi = {};

  /** Weight: product of the envelopes. */
  double[] m = {};

  /** Cosine and sine of the difference. */
  double[] cos = {};

  double[] sin = {};

  /** Filtered difference in cycles. */
  double[] x = {};

  /** Envelope of the channel, and weighted mean envelope of the others. */
  double[] own = {};

  double[] others = {};

  /** Innovation of the filter in cycles, and its normalised square. */
  double[] innovation = {};

  double[] nis = {};
  private final WindowBlocks blocks;
  int from;
  int to;

  /** Ordinal of index 0: how many differences have been moved out of the arrays. */
  private long moved;

  /**
   * @param steps most steps that are held at once, at least 1
   */
  public PhaseWindow(int steps) {
    this.capacity = steps + steps / 4 + SLACK;
    this.blocks = new WindowBlocks(steps);
  }

  /** Weight of a difference: the product of the envelopes of the channel and of the others. */
  public static double weight(double ownEnvelope, double othersEnvelope) {
    return Math.min(LARGEST_WEIGHT, ownEnvelope * othersEnvelope);
  }

  /** Number of differences held. */
  public int size() {
    return to - from;
  }

  /** The newest difference in cycles. */
  public double newest() {
    return d[to - 1];
  }

  /** Weight of the newest difference. */
  public double newestWeight() {
    return m[to - 1];
  }

  /** The step of the newest difference, {@link Long#MIN_VALUE} if there is none. */
  public long newestStep() {
    return to == from ? Long.MIN_VALUE : step[to - 1];
  }

  /**
   * Adds the difference of a step later than all held; its filter columns follow by {@link
   * #settle}.
   *
   * @param atStep grid index
   * @param phase phase of the channel in cycles
   * @param difference in cycles, to the phase of the others
   * @param weight product of the envelopes
   * @param ownEnvelope envelope of the channel
   * @param othersEnvelope weighted mean envelope of the others
   */
  public void append(
      long atStep,
      double phase,
      double difference,
      double weight,
      double ownEnvelope,
      double othersEnvelope) {
    makeRoom();
    step[to] = atStep;
    phi[to] = phase;
    d[to] = difference;
    m[to] = weight;
    double angle = Cycles.radians(difference);
    cos[to] = StrictFunctions.cos(angle);
    sin[to] = StrictFunctions.sin(angle);
    own[to] = ownEnvelope;
    others[to] = othersEnvelope;
    to++;
    blocks.append(this, atStep, moved + to - 1);
  }

  /**
   * Gives the newest difference its filtered value, innovation and normalised innovation squared.
   */
  public void settle(double filtered, double itsInnovation, double itsNis) {
    x[to - 1] = filtered;
    innovation[to - 1] = itsInnovation;
    nis[to - 1] = itsNis;
  }

  /** Drops the differences of earlier steps. */
  public void dropBefore(long firstStep) {
    while (from < to && step[from] < firstStep) {
      from++;
    }
    blocks.dropBefore(moved + from);
  }

  /** Sums over the window, which is not empty; valid until the next call. */
  RunSums sums() {
    return blocks.total(this);
  }

  /**
   * Sums over the differences from an ordinal on, at least one, without the moments of the
   * envelopes; valid until the next call.
   */
  RunSums sumsFrom(long ordinal) {
    return blocks.plainTotal(this, Math.max(ordinal, ordinalFrom()));
  }

  /** Index of the first difference of a step or a later one; {@link #to} where there is none. */
  int indexFrom(long firstStep) {
    int at = from;
    // Without gaps, as is the rule, it lies where it is counted from the first.
    if (at < to && firstStep > step[at]) {
      long guess = at + (firstStep - step[at]);
      if (guess < to && step[(int) guess] == firstStep) {
        return (int) guess;
      }
    }
    while (at < to && step[at] < firstStep) {
      at++;
    }
    return at;
  }

  /** Ordinal of the oldest difference held. */
  long ordinalFrom() {
    return moved + from;
  }

  /** Index of a difference by its ordinal. */
  int index(long ordinal) {
    return (int) (ordinal - moved);
  }

  /** Drops all differences. */
  public void clear() {
    blocks.clear();
    moved += to;
    from = 0;
    to = 0;
  }

  /** Whether the innovations of the window fit the filter. */
  public Consistency consistency() {
    return Consistency.of(innovation, nis, from, to);
  }

  /** Index of the first difference of a step or a later one, looked for from the newest. */
  private int newFrom(long firstStep) {
    int first = to;
    while (first > from && step[first - 1] >= firstStep) {
      first--;
    }
    return first;
  }

  /** About as many bytes as {@link #writeFrom} writes. */
  public int bytesFrom(long firstStep) {
    return WindowRows.bytes(to - newFrom(firstStep));
  }

  /** Writes the differences of steps at or after {@code firstStep}; how many. */
  public int writeFrom(long firstStep, StateWriter out) {
    int first = newFrom(firstStep);
    WindowRows.write(this, first, out);
    return to - first;
  }

  /** Takes back what {@link #writeFrom} wrote, save the steps before {@code firstStep}. */
  public void readFrom(long firstStep, StateReader in) {
    WindowRows.read(in).addTo(this, firstStep);
  }

  /** Takes back what was written before columns stood by themselves, likewise. */
  public void readOlderFrom(long firstStep, StateReader in) {
    WindowRows.readOlder(in).addTo(this, firstStep);
  }

  private void makeRoom() {
    if (to < d.length) {
      return;
    }
    int length = from > 0 ? d.length : to == 0 ? Math.min(capacity, FIRST_LENGTH) : capacity;
    if (from == 0 && length == d.length) {
      throw new IllegalStateException("window is full: steps=" + to + " capacity=" + capacity);
    }
    step = moved(step, length);
    phi = moved(phi, length);
    d = moved(d, length);
    m = moved(m, length);
    cos = moved(cos, length);
    sin = moved(sin, length);
    x = moved(x, length);
    own = moved(own, length);
    others = moved(others, length);
    innovation = moved(innovation, length);
    nis = moved(nis, length);
    to -= from;
    moved += from;
    from = 0;
  }

  private double[] moved(double[] column, int length) {
    double[] target = length == column.length ? column : Arrays.copyOf(column, length);
    System.arraycopy(column, from, target, 0, to - from);
    return target;
  }

  private long[] moved(long[] column, int length) {
    long[] target = length == column.length ? column : Arrays.copyOf(column, length);
    System.arraycopy(column, from, target, 0, to - from);
    return target;
  }
}
