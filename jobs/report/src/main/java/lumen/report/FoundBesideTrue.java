package lumen.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lumen.rig.Truth;

/** What a run found beside what is true of its simulated recording. */
final class FoundBesideTrue {
  private static final double LEVEL_BUDGET = 0.1;
  private static final double PHASE_BUDGET = 0.03;
  private static final double LAG_BUDGET_S = 0.02;
  private static final double RATE_BUDGET_HZ = 0.01;

  /**
   * One comparison.
   *
   * @param tenant the tenant, empty for the whole run
   * @param what what is compared
   * @param found as text
   * @param truth as text
   * @param difference as text
   * @param agrees whether the difference is within the budget; null where nothing was found
   */
  record Row(
      String tenant, String what, String found, String truth, String difference, Boolean agrees) {}

  private final RunFigures run;
  private final List<Row> rows = new ArrayList<>();

  private FoundBesideTrue(RunFigures run) {
    this.run = run;
  }

  static List<Row> of(RunFigures run) {
    Optional<Truth> truth = run.truth();
    if (truth.isEmpty()) {
      return List.of();
    }
    FoundBesideTrue table = new FoundBesideTrue(run);
    for (Truth.Tenant tenant : truth.get().tenants()) {
      table.addTenant(tenant);
    }
    table.addCounts(truth.get().lines());
    return List.copyOf(table.rows);
  }

  private void addTenant(Truth.Tenant truth) {
    String name = truth.tenant();
    for (TenantFigures found : run.tenants()) {
      if (found.tenant().equals(name)) {
        addLevels(found, truth, Truth.Expected.LOCKED);
        addLevels(found, truth, Truth.Expected.LOST);
      }
    }
    run.bridge(name).ifPresent(this::addRate);
    for (ChannelSummary found : run.channels()) {
      for (Truth.Channel channel : truth.channels()) {
        if (found.tenant().equals(name)
            && found.source().equals(channel.source())
            && found.key().equals(channel.key())) {
          String what = "lag of " + channel.source() + " " + channel.key() + " (s)";
          add(name, what, found.lockedLagS(), channel.lagS(), LAG_BUDGET_S);
        }
      }
    }
  }

  private void addRate(BridgeFigures found) {
    if (!Double.isNaN(found.followedTrueHz())) {
      add(
          found.tenant(),
          "tick rate in E2 (Hz)",
          found.followedHz(),
          found.followedTrueHz(),
          RATE_BUDGET_HZ);
    }
  }

  private void addLevels(TenantFigures found, Truth.Tenant truth, Truth.Expected kind) {
    String when = kind.name().toLowerCase(Locale.ROOT);
    List<Truth.Phase> phases =
        truth.phases().stream()
            .filter(phase -> phase.expected() == kind && phase.coherence() != null)
            .toList();
    if (phases.isEmpty()) {
      return;
    }
    double coherence = weighted(phases, true);
    double phaseDiff = weighted(phases, false);
    add(
        truth.tenant(),
        "coherence while " + when,
        found.median(kind, Figure.COHERENCE),
        coherence,
        LEVEL_BUDGET);
    add(
        truth.tenant(),
        "phase difference while " + when + " (cycles)",
        found.median(kind, Figure.PHASE_DIFF),
        phaseDiff,
        PHASE_BUDGET);
  }

  /** Mean over the phases, by the time in which frames can be held against them. */
  private double weighted(List<Truth.Phase> phases, boolean coherence) {
    double windowS = run.truth().orElseThrow().windowS();
    double sum = 0;
    double time = 0;
    for (Truth.Phase phase : phases) {
      double length = phase.to() - phase.from() - windowS;
      sum += length * (coherence ? phase.coherence() : phase.phaseDiff());
      time += length;
    }
    return sum / time;
  }

  private void add(String tenant, String what, double found, double truth, double budget) {
    if (Double.isNaN(found)) {
      rows.add(new Row(tenant, what, "-", decimal(truth, false), "-", null));
      return;
    }
    boolean agrees = Math.abs(found - truth) <= budget;
    rows.add(
        new Row(
            tenant,
            what,
            decimal(found, false),
            decimal(truth, false),
            decimal(found - truth, true),
            agrees));
  }

  private void addCounts(Truth.Lines truth) {
    if (run.summary().isEmpty()) {
      return;
    }
    RunSummary found = run.summary().get();
    count("late events", found.total("late"), truth.late());
    count("rejected lines", found.rejected(), truth.garbage());
  }

  private void count(String what, long found, long truth) {
    rows.add(
        new Row(
            "",
            what,
            String.format(Locale.ROOT, "%,d", found),
            String.format(Locale.ROOT, "%,d", truth),
            String.format(Locale.ROOT, "%+,d", found - truth),
            found == truth));
  }

  private static String decimal(double value, boolean signed) {
    return String.format(Locale.ROOT, signed ? "%+.3f" : "%.3f", value);
  }
}
