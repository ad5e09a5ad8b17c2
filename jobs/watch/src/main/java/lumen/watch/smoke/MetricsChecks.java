package lumen.watch.smoke;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import lumen.watch.smoke.ToldSeries.Series;

/** What the job's own metrics say. */
final class MetricsChecks {
  private static final int BRIDGED = 2;

  private static final int ROLLED_BACK = 4;

  /** A figure of bridged tenants, what it may be, and whether each tells it. */
  private record Budget(String metric, double limit, boolean most, boolean told) {
    boolean holds(double value) {
      return most ? value <= limit : value >= limit;
    }
  }

  private static final List<Budget> BUDGETS =
      List.of(
          new Budget("bridge_phase_diff_mean", 0.02, true, true),
          new Budget("bridge_sync_quality", 0.85, false, true),
          new Budget("bridge_entropy_ratio", 0.15, true, false));

  private final ToldSeries fusion;
  private final ToldSeries bridge;

  MetricsChecks(ToldSeries fusion, ToldSeries bridge) {
    this.fusion = fusion;
    this.bridge = bridge;
  }

  /** All but budgets. */
  List<Check> checks(double nowSeconds, double newestSeconds) {
    return List.of(
        present("filters", "fusion_align_q", "fusion_align_r"),
        present("coherence", "fusion_coherence_level"),
        frame(nowSeconds, newestSeconds),
        reference());
  }

  private Check present(String name, String... metrics) {
    for (String metric : metrics) {
      if (fusion.named(metric).isEmpty()) {
        return new Check(name, false, "no " + metric);
      }
    }
    int tenants = fusion.named(metrics[0]).size();
    return new Check(name, true, "of %d tenant%s".formatted(tenants, tenants == 1 ? "" : "s"));
  }

  private Check frame(double nowSeconds, double newestSeconds) {
    double newest =
        fusion.named("fusion_frame_emitted_timestamp_seconds").stream()
            .mapToDouble(Series::value)
            .max()
            .orElse(Double.NaN);
    if (Double.isNaN(newest)) {
      return new Check("frame", false, "none has left");
    }
    // One may have left since the checks began.
    double age = Math.max(0, nowSeconds - newest);
    return new Check(
        "frame", age <= newestSeconds, String.format(Locale.ROOT, "the newest is %.1f s old", age));
  }

  private Check reference() {
    List<Series> up = fusion.named("ure_up");
    if (up.isEmpty()) {
      return new Check("reference", true, "none is known");
    }
    List<String> down =
        up.stream().filter(one -> one.value() == 0).map(Series::tenant).sorted().toList();
    return new Check(
        "reference", down.isEmpty(), down.isEmpty() ? "up" : "down: " + String.join(", ", down));
  }

  /**
   * What bridged tenants may have of phase, sync and entropy. One that has rolled back tells none
   * of them and keeps no budget, and neither does one that is bridged and silent.
   */
  Check budgets() {
    List<String> over = new ArrayList<>();
    int bridged = 0;
    for (Series state : bridge.named("bridge_state")) {
      if (state.value() < BRIDGED) {
        continue;
      }
      if (state.value() == ROLLED_BACK) {
        over.add(state.tenant() + " has rolled back (E4)");
        continue;
      }
      bridged++;
      for (Budget budget : BUDGETS) {
        OptionalDouble value = bridge.value(budget.metric(), state.tenant());
        if (value.isEmpty() && budget.told()) {
          over.add("no %s of %s".formatted(budget.metric(), state.tenant()));
        } else if (value.isPresent() && !budget.holds(value.getAsDouble())) {
          over.add(
              "%s of %s is %.3g".formatted(budget.metric(), state.tenant(), value.getAsDouble()));
        }
      }
    }
    return new Check(
        "budgets",
        over.isEmpty(),
        over.isEmpty() ? "kept by %d bridged".formatted(bridged) : String.join(", ", over));
  }
}
