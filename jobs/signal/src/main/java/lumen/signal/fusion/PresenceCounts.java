package lumen.signal.fusion;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Present and expected channels per step over the last W steps, with their sums: O(1) per step. */
final class PresenceCounts {
  private final int[] present;
  private final int[] expected;
  private long last = Long.MIN_VALUE;
  private long presentSum;
  private long expectedSum;

  PresenceCounts(int windowSteps) {
    present = new int[windowSteps];
    expected = new int[windowSteps];
  }

  /** Adds the counts of a step later than all before; steps passed over count as 0 and 0. */
  void add(long step, int presentChannels, int expectedChannels) {
    passTo(step - 1);
    put(step, presentChannels, expectedChannels);
    last = step;
  }

  /** Present over expected channel-steps of the window; NaN if none was expected. */
  double completeness() {
    return expectedSum == 0 ? Double.NaN : (double) presentSum / expectedSum;
  }

  private void passTo(long step) {
    if (last == Long.MIN_VALUE || step - last >= present.length) {
      Arrays.fill(present, 0);
      Arrays.fill(expected, 0);
      presentSum = 0;
      expectedSum = 0;
      return;
    }
    for (long s = last + 1; s <= step; s++) {
      put(s, 0, 0);
    }
  }

  private void put(long step, int presentChannels, int expectedChannels) {
    int slot = (int) Math.floorMod(step, (long) present.length);
    presentSum += presentChannels - present[slot];
    expectedSum += expectedChannels - expected[slot];
    present[slot] = presentChannels;
    expected[slot] = expectedChannels;
  }

  /** Writes the window as runs of equal counts, from the oldest step on. */
  void writeTo(DataOutput out) throws IOException {
    out.writeLong(last);
    int length = present.length;
    int done = 0;
    while (last != Long.MIN_VALUE && done < length) {
      int slot = slot(done);
      int run = 1;
      while (done + run < length && alike(slot, slot(done + run))) {
        run++;
      }
      out.writeInt(run);
      out.writeInt(present[slot]);
      out.writeInt(expected[slot]);
      done += run;
    }
  }

  void readFrom(DataInput in) throws IOException {
    long lastStep = in.readLong();
    if (lastStep == Long.MIN_VALUE) {
      return;
    }
    long step = lastStep - present.length + 1;
    while (step <= lastStep) {
      int run = in.readInt();
      if (run < 1 || run > lastStep - step + 1) {
        throw new IOException("counts must be of 1 to " + (lastStep - step + 1) + " steps: " + run);
      }
      int presentChannels = in.readInt();
      int expectedChannels = in.readInt();
      for (int i = 0; i < run; i++) {
        put(step++, presentChannels, expectedChannels);
      }
    }
    last = lastStep;
  }

  private int slot(int fromOldest) {
    return (int) Math.floorMod(last + 1 + fromOldest, (long) present.length);
  }

  private boolean alike(int a, int b) {
    return present[a] == present[b] && expected[a] == expected[b];
  }
}
