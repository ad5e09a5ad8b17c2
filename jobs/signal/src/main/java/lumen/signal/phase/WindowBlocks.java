package lumen.signal.phase;

import java.util.ArrayList;
import java.util.List;

/**
 * The sums of a window in blocks of up to 32 steps, so that a step costs O(32 + W/32) instead of
 * O(W). The sums of a block are formed from its values in step order as they come, its moments when
 * it is complete, and kept; the moments of the newest block, and all sums of one that has lost
 * steps at the window's beginning, are formed anew. Nothing is ever subtracted, so no error
 * accumulates.
 *
 * <p>Blocks lie at fixed places within each period of W steps: the sums depend on the window alone,
 * and a shift in time by multiples of W changes nothing.
 */
final class WindowBlocks {
  private static final int LENGTH = 32;

  /** A block: the ordinals of its differences, and their sums once it is complete. */
  private static final class Block {
    long place;
    long first;
    long end;
    boolean complete;
    final RunSums sums = new RunSums();
  }

  private final long period;
  private final List<Block> blocks = new ArrayList<>();
  private int oldest;
  private final RunSums total = new RunSums();
  private final RunSums part = new RunSums();
  private final RunSums plain = new RunSums();

  WindowBlocks(int windowSteps) {
    this.period = windowSteps;
  }

  /** Takes note of the difference at this ordinal; all before it are settled. */
  void append(PhaseWindow window, long step, long ordinal) {
    long place = placeOf(step);
    Block newest =
        blocks.isEmpty() || oldest == blocks.size() ? null : blocks.get(blocks.size() - 1);
    if (newest == null || newest.place != place) {
      if (newest != null) {
        complete(window, newest);
      }
      newest = reuse();
      newest.place = place;
      newest.first = ordinal;
      newest.sums.clear();
    }
    newest.end = ordinal + 1;
    newest.sums.add(window, window.index(ordinal));
  }

  private long placeOf(long step) {
    long inPeriod = Math.floorMod(step, period);
    return (step - inPeriod) + inPeriod / LENGTH;
  }

  private void complete(PhaseWindow window, Block block) {
    block.complete = block.first >= window.ordinalFrom();
    if (block.complete) {
      block.sums.settle(window, window.index(block.end - 1));
      block.sums.centre(window, window.index(block.first));
    }
  }

  /** A block at the end of the list; dropped ones come round again. */
  private Block reuse() {
    Block block = oldest > 0 ? blocks.remove(0) : new Block();
    oldest = Math.max(0, oldest - 1);
    block.complete = false;
    blocks.add(block);
    return block;
  }

  void dropBefore(long ordinal) {
    while (oldest < blocks.size() && blocks.get(oldest).end <= ordinal) {
      oldest++;
    }
  }

  void clear() {
    oldest = blocks.size();
  }

  /** The sums over the whole window, which is not empty; valid until the next call. */
  RunSums total(PhaseWindow window) {
    total.clear();
    long from = window.ordinalFrom();
    for (int i = oldest; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      if (block.first >= from && (block.complete || i == blocks.size() - 1)) {
        if (!block.complete) {
          block.sums.centre(window, window.index(block.first));
        }
        total.join(block.sums);
      } else {
        part.of(window, window.index(Math.max(block.first, from)), window.index(block.end));
        total.join(part);
      }
    }
    return total;
  }

  /**
   * The plain sums from an ordinal on, which leaves at least one difference; the moments are not
   * formed.
   */
  RunSums plainTotal(PhaseWindow window, long from) {
    plain.clear();
    for (int i = oldest; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      if (block.end <= from) {
        continue;
      }
      if (block.first >= from && (block.complete || i == blocks.size() - 1)) {
        plain.addPlain(block.sums);
      } else {
        part.ofPlain(window, window.index(Math.max(block.first, from)), window.index(block.end));
        plain.addPlain(part);
      }
    }
    return plain;
  }
}
