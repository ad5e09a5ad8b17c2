package lumen.ctl.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lumen.terminal.Amount;

/**
 * A bar for the job at full speed, and whether it is met.
 *
 * @param name what is required
 * @param wanted the bar in words
 * @param found the figure in words
 * @param met whether the figure keeps to the bar
 */
record Requirement(String name, String wanted, String found, boolean met) {
  private static final double EVENTS_PER_SECOND = 1_000_000;
  private static final long HEAP_BYTES = 2L << 30;
  private static final long RESIDENT_BYTES = 2_500_000_000L;
  private static final double STATE_PER_INPUT = 2;

  /**
   * The bars for a run.
   *
   * @param inputBytes size of the recording, 0 if it is compressed
   */
  static List<Requirement> of(CapacityFigures figures, long inputBytes) {
    List<Requirement> all = new ArrayList<>();
    double rate = figures.rate().median();
    all.add(
        new Requirement(
            "throughput",
            ">= " + Amount.count((long) EVENTS_PER_SECOND) + " events/s",
            Amount.count((long) rate) + " events/s",
            rate >= EVENTS_PER_SECOND));
    double heap = figures.heapBytes().most();
    all.add(
        new Requirement(
            "heap of the TaskManager",
            "<= " + Amount.bytes(HEAP_BYTES),
            Amount.bytes((long) heap),
            heap <= HEAP_BYTES));
    double resident = figures.taskManagerBytes().most();
    all.add(
        new Requirement(
            "memory of the TaskManager",
            "<= " + Amount.bytes(RESIDENT_BYTES),
            Amount.bytes((long) resident),
            resident <= RESIDENT_BYTES));
    double failed = figures.failedCheckpoints().most();
    all.add(new Requirement("failed checkpoints", "0", Amount.count((long) failed), failed == 0));
    if (inputBytes > 0) {
      double share = figures.checkpointedBytes().most() / inputBytes;
      all.add(
          new Requirement(
              "state written per byte of input",
              "<= " + STATE_PER_INPUT,
              String.format(Locale.ROOT, "%.3f", share),
              share <= STATE_PER_INPUT));
    }
    return all;
  }
}
