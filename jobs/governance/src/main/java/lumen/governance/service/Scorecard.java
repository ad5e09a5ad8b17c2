package lumen.governance.service;

import static lumen.governance.figure.ServiceCalendar.MINUTE;
import static lumen.governance.figure.ServiceCalendar.SECOND;

import lumen.governance.figure.Count;
import lumen.governance.figure.FigureWindow;
import lumen.governance.figure.History;
import lumen.governance.figure.LatencyFigures;
import lumen.governance.figure.Rate;
import lumen.governance.figure.Uptime;
import lumen.governance.record.Fields;
import lumen.governance.settings.GovernanceSettings;
import lumen.statistics.NormalQuantile;

/** The figures of the hour that ends. */
final class Scorecard {
  private static final long HOUR_S = 3600;

  private Scorecard() {}

  /** All that is told at the end of an hour. */
  static Fields of(ServiceLedger of, GovernanceSettings settings) {
    History history = of.history;
    return new Fields()
        .put("silent", of.silent)
        .put("figures", figures(history, settings, of.roi.days().costFigure(history)))
        .put("slo", of.slos.figures(history, settings))
        .put("budget", of.budget.state().figures())
        .put("roi", of.roi.state().figures())
        .put("maturity", of.maturity.figures())
        .put("trends", of.trends)
        .put("alerts", of.alerts.on())
        .put("rollback", of.rollbacks.state().word())
        .put("policy", of.policy.state())
        .put("hold", of.orders.isHeld())
        .put("policy_success_ratio", of.policy.successRatio(history.now()))
        .put("alert_precision", of.alerts.precision())
        .put("manual_share", of.journal.manualShare())
        .put("counter_resets", of.counters.resets())
        .put("clamped", history.clamped());
  }

  /** How the service stands, for those who look at what is kept of it. */
  static Fields standing(ServiceLedger of) {
    return new Fields()
        .put("last_ts", of.steps > 0 ? of.lastStep / (double) SECOND : Double.NaN)
        .put("steps", of.steps)
        .put("lines_waiting", (long) of.waiting.lines())
        .put("silent", of.silent)
        .put("alerts", of.alerts.on())
        .put("rollback", of.rollbacks.state().word())
        .put("policy", of.policy.state())
        .put("hold", of.orders.isHeld())
        .put("objectives_commanded", of.orders.isCommanded())
        .put("commands_pending", (long) of.orders.pending())
        .put("budget", of.budget.state().figures())
        .put("roi", of.roi.state().figures())
        .put("maturity", of.maturity.figures());
  }

  /** What was done, for the account of the service. */
  static Fields account(ServiceLedger of) {
    boolean any = of.steps > 0;
    return new Fields()
        .put("steps", of.steps)
        .put("first_ts", any ? (of.lastStep - of.steps * MINUTE) / (double) SECOND : Double.NaN)
        .put("last_ts", any ? of.lastStep / (double) SECOND : Double.NaN)
        .put("counter_resets", of.counters.resets())
        .put("clamped", of.history.clamped())
        .put("ledger_closed", of.ledgers.closedLines())
        .put("commands_pending", (long) of.orders.pending());
  }

  private static Fields figures(History history, GovernanceSettings settings, Fields cost) {
    FigureWindow hour = history.window(HOUR_S);
    double z = NormalQuantile.of(settings.slo().confidence());
    long requests = hour.counts().get(Count.REQUESTS);
    long starts = history.toldColdStarts() ? requests : 0;
    return new Fields()
        .put("availability", availability(hour.uptime(), settings.data().minCoverage()))
        .put(
            "requests",
            new Fields().put("value", requests).put("n", requests).put("why", (Object) null))
        .put("error_rate", rate(hour, Count.ERRORS_5XX, requests, Rate.NEEDS, z))
        .put("error_4xx_rate", rate(hour, Count.ERRORS_4XX, requests, Rate.NEEDS, z))
        .put("cold_start_rate", rate(hour, Count.COLD_STARTS, starts, Rate.NEEDS, z))
        .put("hit_rate", rate(hour, Count.HITS, hour.counts().lookups(), Rate.NEEDS_LOOKUPS, z))
        .put("p50_ms", LatencyFigures.figure(history.hourSketch(), 0.5))
        .put("p95_ms", LatencyFigures.figure(history.hourSketch(), 0.95))
        .put("p99_ms", LatencyFigures.figure(history.hourSketch(), 0.99))
        .put("mean_ms", LatencyFigures.meanFigure(hour.counts()))
        .put("cost_per_1000", cost);
  }

  private static Fields availability(Uptime uptime, double minCoverage) {
    boolean enough = uptime.known() > 0 && uptime.coverage() >= minCoverage;
    String why = uptime.known() == 0 ? "no_data" : enough ? null : "too_few";
    return new Fields()
        .put("value", enough ? uptime.share() : Double.NaN)
        .put("n", uptime.known())
        .put("coverage", uptime.coverage())
        .put("why", why);
  }

  private static Fields rate(FigureWindow hour, Count part, long n, long needs, double z) {
    return Rate.of(Math.min(n, hour.counts().get(part)), n, needs, z).figure();
  }
}
