package lumen.fusion.evidence;

import java.util.Arrays;

/**
 * A bag of numbers in ascending order, in blocks of at most {@value #BLOCK}, so that a number comes
 * and goes by a move within one block. A full block is halved, an empty one dropped. -0.0 is held
 * as 0.0.
 *
 * <p>Cost with n numbers: a binary search over n/{@value #BLOCK} blocks and one within, and a move
 * of about {@value #BLOCK}/4 numbers; a rank is sought over the blocks from the top.
 */
final class SortedValues {
  private static final int BLOCK = 256;

  /** One that nobody asks, and that holds nothing. */
  static final SortedValues UNUSED = new SortedValues(new double[0][]);

  private double[][] blocks;
  private int[] counts;
  private int used;
  private int size;

  SortedValues() {
    this(new double[4][]);
  }

  private SortedValues(double[][] blocks) {
    this.blocks = blocks;
    this.counts = new int[blocks.length];
  }

  void clear() {
    if (this != UNUSED) {
      used = 0;
      size = 0;
    }
  }

  int size() {
    return size;
  }

  void add(double value) {
    if (this == UNUSED) {
      return;
    }
    double v = value + 0.0;
    if (used == 0) {
      insertBlock(0);
    }
    int b = blockOf(v);
    if (counts[b] == BLOCK) {
      halve(b);
      b = v > blocks[b][counts[b] - 1] ? b + 1 : b;
    }
    int at = place(b, v);
    System.arraycopy(blocks[b], at, blocks[b], at + 1, counts[b] - at);
    blocks[b][at] = v;
    counts[b]++;
    size++;
  }

  /** Removes a number that is in it. */
  void remove(double value) {
    if (this == UNUSED) {
      return;
    }
    double v = value + 0.0;
    int b = blockOf(v);
    int at = place(b, v);
    System.arraycopy(blocks[b], at + 1, blocks[b], at, counts[b] - at - 1);
    counts[b]--;
    size--;
    if (counts[b] == 0) {
      dropBlock(b);
    }
  }

  /**
   * The quantile of type 7 of Hyndman and Fan ("Sample quantiles in statistical packages", 1996):
   * interpolated between the ranks on both sides of (n - 1) p, counted from 0.
   */
  double quantileType7(double p) {
    double rank = (size - 1) * p;
    int below = (int) rank;
    double low = at(below);
    return below + 1 < size ? low + (rank - below) * (at(below + 1) - low) : low;
  }

  private double at(int rank) {
    int b = used - 1;
    int from = size - counts[b];
    while (from > rank) {
      b--;
      from -= counts[b];
    }
    return blocks[b][rank - from];
  }

  /** The first block whose largest number is not less; the last one if there is none. */
  private int blockOf(double v) {
    int low = 0;
    int high = used - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (blocks[middle][counts[middle] - 1] < v) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Where the number stands in a block, or would. */
  private int place(int b, double v) {
    int low = 0;
    int high = counts[b];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (blocks[b][middle] < v) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void halve(int b) {
    insertBlock(b + 1);
    int kept = BLOCK / 2;
    System.arraycopy(blocks[b], kept, blocks[b + 1], 0, BLOCK - kept);
    counts[b] = kept;
    counts[b + 1] = BLOCK - kept;
  }

  private void insertBlock(int b) {
    if (used == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * used);
      counts = Arrays.copyOf(counts, 2 * used);
    }
    double[] spare = blocks[used];
    System.arraycopy(blocks, b, blocks, b + 1, used - b);
    System.arraycopy(counts, b, counts, b + 1, used - b);
    blocks[b] = spare == null ? new double[BLOCK] : spare;
    counts[b] = 0;
    used++;
  }

  /** The block is kept behind the others for the next one that is needed. */
  private void dropBlock(int b) {
    double[] spare = blocks[b];
    used--;
    System.arraycopy(blocks, b + 1, blocks, b, used - b);
    System.arraycopy(counts, b + 1, counts, b, used - b);
    blocks[used] = spare;
  }
}
