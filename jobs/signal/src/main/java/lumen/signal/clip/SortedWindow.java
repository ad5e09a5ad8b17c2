package lumen.signal.clip;

import java.util.Arrays;

/**
 * The values of a window in ascending order, with their median and median absolute deviation.
 *
 * <p>The order is held in blocks of at most {@value #BLOCK} values, so that a value comes and goes
 * by a move within one block and by a change to the start ranks of the blocks after it. A full
 * block is halved, a sparse one merged with its neighbour.
 *
 * <p>The deviations to the left and to the right of the median are two sorted sequences already, so
 * the median of both together is found without sorting: it lies where {@code a} of the left and
 * {@code b} of the right ones, a + b fixed, are the smallest. The search starts from the split
 * found last, which is rarely more than a step away, and falls back to bisection. -0.0 is held as
 * 0.0, so that equal values are the same bits.
 *
 * <p>Cost per sample of a window of n values: two binary searches, two moves of about {@value
 * #BLOCK}/4 values, n/{@value #BLOCK} additions; a handful of looks for median and MAD.
 */
final class SortedWindow {
  static final int BLOCK = 128;
  private static final int SPARSE = BLOCK / 4;
  private static final int NEAR_STEPS = 8;

  /** Block b holds the values of ranks start[b] to start[b+1]-1, from slot[b] * BLOCK on. */
  private double[] values = new double[2 * BLOCK];

  private int[] slot = new int[2];
  private int[] start = new int[3];
  private double[] largest = new double[2];
  private int blocks = 1;
  private int size;

  private int lastSplit;
  private int middleBlock;
  private int leftBlock;
  private int rightBlock;

  void clear() {
    blocks = 1;
    slot[0] = 0;
    start[1] = 0;
    size = 0;
    lastSplit = 0;
    middleBlock = 0;
    leftBlock = 0;
    rightBlock = 0;
  }

  void add(double value) {
    double v = value + 0.0;
    int b = blockOf(v);
    if (start[b + 1] - start[b] == BLOCK) {
      split(b);
      b = v > largest[b] ? b + 1 : b;
    }
    int base = slot[b] * BLOCK;
    int count = start[b + 1] - start[b];
    int at = lowerBound(base, count, v);
    System.arraycopy(values, at, values, at + 1, base + count - at);
    values[at] = v;
    largest[b] = values[base + count];
    for (int j = b + 1; j <= blocks; j++) {
      start[j]++;
    }
    size++;
  }

  void remove(double value) {
    double v = value + 0.0;
    int b = blockOf(v);
    int base = slot[b] * BLOCK;
    int count = start[b + 1] - start[b] - 1;
    int at = lowerBound(base, count + 1, v);
    System.arraycopy(values, at + 1, values, at, base + count - at);
    for (int j = b + 1; j <= blocks; j++) {
      start[j]--;
    }
    size--;
    largest[b] = count > 0 ? values[base + count - 1] : Double.NEGATIVE_INFINITY;
    if (count <= SPARSE && !mergedWithNext(b)) {
      mergedWithNext(b - 1);
    }
  }

  /** Fills the empty window with all values of a ring. */
  void addAll(SampleRing ring) {
    for (int i = 0; i < ring.size(); i++) {
      add(ring.value(i));
    }
  }

  /** The median; of an even number of values the mean of the middle two. */
  double median() {
    middleBlock = blockAt(size / 2, middleBlock);
    double upper = at(size / 2, middleBlock);
    if ((size & 1) == 1) {
      return upper;
    }
    int below = size / 2 - 1;
    return (at(below, below < start[middleBlock] ? middleBlock - 1 : middleBlock) + upper) / 2;
  }

  /** The median of the distances from the median, by the same definition. */
  double medianAbsoluteDeviation(double median) {
    int centre = size / 2;
    int count = (size + 1) / 2;
    int a = split(median, centre, count);
    lastSplit = a;
    int b = count - a;
    double lower = Math.max(left(a - 1, centre, median), right(b - 1, centre, median));
    if ((size & 1) == 1) {
      return lower;
    }
    return (lower + Math.min(left(a, centre, median), right(b, centre, median))) / 2;
  }

  /** How many of the smallest {@code count} deviations lie on the left. */
  private int split(double median, int centre, int count) {
    int min = Math.max(0, count - (size - centre));
    int max = Math.min(count, centre);
    int a = Math.max(min, Math.min(max, lastSplit));
    for (int i = 0; i < NEAR_STEPS; i++) {
      if (a > min && left(a - 1, centre, median) > right(count - a, centre, median)) {
        a--;
      } else if (a < max && right(count - a - 1, centre, median) > left(a, centre, median)) {
        a++;
      } else {
        return a;
      }
    }
    return bisect(median, centre, count, min, max);
  }

  private int bisect(double median, int centre, int count, int min, int max) {
    int low = min;
    int high = max;
    while (low < high) {
      int a = (low + high) >>> 1;
      if (right(count - a - 1, centre, median) > left(a, centre, median)) {
        low = a + 1;
      } else {
        high = a;
      }
    }
    return low;
  }

  /** The i-th smallest deviation on the left; -infinity before the first, infinity after all. */
  private double left(int i, int centre, double median) {
    if (i < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (i >= centre) {
      return Double.POSITIVE_INFINITY;
    }
    leftBlock = blockAt(centre - 1 - i, leftBlock);
    return median - at(centre - 1 - i, leftBlock);
  }

  private double right(int i, int centre, double median) {
    if (i < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (centre + i >= size) {
      return Double.POSITIVE_INFINITY;
    }
    rightBlock = blockAt(centre + i, rightBlock);
    return at(centre + i, rightBlock) - median;
  }

  /** The block that holds a rank, sought from a block near by. */
  private int blockAt(int rank, int near) {
    int b = Math.min(near, blocks - 1);
    while (start[b] > rank) {
      b--;
    }
    while (start[b + 1] <= rank) {
      b++;
    }
    return b;
  }

  private double at(int rank, int block) {
    return values[slot[block] * BLOCK + rank - start[block]];
  }

  private int blockOf(double v) {
    int low = 0;
    int length = blocks - 1;
    while (length > 0) {
      int half = (length + 1) >>> 1;
      low = largest[low + half - 1] < v ? low + half : low;
      length -= half;
    }
    return low;
  }

  private int lowerBound(int base, int count, double v) {
    int low = base;
    int length = count;
    while (length > 0) {
      int half = (length + 1) >>> 1;
      low = values[low + half - 1] < v ? low + half : low;
      length -= half;
    }
    return low;
  }

  /** Halves a full block. */
  private void split(int b) {
    if (blocks == slot.length) {
      slot = Arrays.copyOf(slot, 2 * blocks);
      largest = Arrays.copyOf(largest, 2 * blocks);
      start = Arrays.copyOf(start, 2 * blocks + 1);
    }
    if ((blocks + 1) * BLOCK > values.length) {
      values = Arrays.copyOf(values, 2 * values.length);
    }
    System.arraycopy(slot, b + 1, slot, b + 2, blocks - b - 1);
    System.arraycopy(largest, b, largest, b + 1, blocks - b);
    System.arraycopy(start, b + 1, start, b + 2, blocks - b);
    int kept = BLOCK / 2;
    int from = slot[b] * BLOCK;
    slot[b + 1] = blocks;
    start[b + 1] = start[b] + kept;
    System.arraycopy(values, from + kept, values, blocks * BLOCK, BLOCK - kept);
    largest[b] = values[from + kept - 1];
    blocks++;
  }

  /** Joins a block and the next one, if together they are half full or one is empty. */
  private boolean mergedWithNext(int b) {
    if (b < 0 || b + 1 >= blocks) {
      return false;
    }
    int count = start[b + 1] - start[b];
    int nextCount = start[b + 2] - start[b + 1];
    if (count > 0 && nextCount > 0 && count + nextCount > BLOCK / 2) {
      return false;
    }
    System.arraycopy(values, slot[b + 1] * BLOCK, values, slot[b] * BLOCK + count, nextCount);
    largest[b] = nextCount > 0 ? largest[b + 1] : largest[b];
    int free = slot[b + 1];
    blocks--;
    System.arraycopy(slot, b + 2, slot, b + 1, blocks - b - 1);
    System.arraycopy(largest, b + 2, largest, b + 1, blocks - b - 1);
    System.arraycopy(start, b + 2, start, b + 1, blocks - b);
    moveLastSlotTo(free);
    return true;
  }

  /** Keeps the slots without holes: what lies in the last one moves to a free one. */
  private void moveLastSlotTo(int free) {
    for (int b = 0; b < blocks; b++) {
      if (slot[b] == blocks) {
        int count = start[b + 1] - start[b];
        System.arraycopy(values, blocks * BLOCK, values, free * BLOCK, count);
        slot[b] = free;
      }
    }
  }

  /** How many blocks the order takes. */
  int blocks() {
    return blocks;
  }
}
