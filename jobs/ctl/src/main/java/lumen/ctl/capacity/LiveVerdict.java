package lumen.ctl.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lumen.terminal.Amount;

/** The bars for the job under a live load: what one machine has to do beside its other work. */
final class LiveVerdict {
  private static final double CPU_P95 = 0.7;
  private static final double RESIDENT_BYTES = 2.5e9;
  private static final double SCRAPE_P95_S = 0.15;
  private static final double FRAME_LATE_P99_S = 0.05;

  private LiveVerdict() {}

  /** Each bar, and whether it is met. */
  static List<Requirement> of(LiveMeasure found) {
    List<Requirement> all = new ArrayList<>();
    double cpu = found.taskManager().p95Cpu();
    all.add(
        new Requirement("CPU of the TaskManager, p95", "<= 70 %", percent(cpu), cpu <= CPU_P95));
    long resident = found.taskManager().peakBytes();
    all.add(
        new Requirement(
            "memory of the TaskManager",
            "<= " + Amount.bytes((long) RESIDENT_BYTES),
            Amount.bytes(resident),
            resident <= RESIDENT_BYTES));
    double scrape = found.scrapes().p95();
    all.add(
        new Requirement(
            "scrape, p95",
            "<= 150 ms",
            millis(scrape),
            scrape <= SCRAPE_P95_S && found.scrapes().failed() == 0));
    double late = found.frames().lateP99();
    all.add(
        new Requirement(
            "frame beyond its known delay, p99",
            "<= 50 ms",
            millis(late),
            late <= FRAME_LATE_P99_S));
    all.add(
        new Requirement(
            "late, dropped or rejected", "0", Amount.count(found.lost()), found.lost() == 0));
    int failed = found.checkpoints().failed();
    all.add(new Requirement("failed checkpoints", "0", Amount.count(failed), failed == 0));
    return all;
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Milliseconds; {@code -} where there is no figure. */
  static String millis(double seconds) {
    return Double.isNaN(seconds) ? "-" : String.format(Locale.ROOT, "%.1f ms", 1e3 * seconds);
  }
}
