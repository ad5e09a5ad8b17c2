package lumen.governance.rollback;

import static lumen.governance.figure.ServiceCalendar.SECOND;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lumen.governance.budget.BudgetWatch;
import lumen.governance.figure.Count;
import lumen.governance.figure.FigureWindow;
import lumen.governance.figure.History;
import lumen.governance.figure.Rate;
import lumen.governance.figure.ServiceCalendar;
import lumen.governance.figure.Uptime;
import lumen.governance.record.Fields;
import lumen.governance.roi.RoiGate;
import lumen.governance.settings.GovernanceSettings;
import lumen.governance.slo.Slo;
import lumen.statistics.NormalQuantile;

/** What speaks against the newest revision now, by cause. */
public final class RollbackGrounds {
  private static final long LEAST_DOWN = 3;
  private static final double PERCENT = 100;

  private final Map<RollbackCause, Fields> grounds = new TreeMap<>();

  private RollbackGrounds() {}

  /** What there is; nothing without a revision. */
  public static RollbackGrounds of(
      History history,
      Revisions revisions,
      Optional<Fields> canaryWorse,
      RoiGate roi,
      BudgetWatch budget,
      GovernanceSettings settings) {
    RollbackGrounds found = new RollbackGrounds();
    if (revisions.newest().isEmpty()) {
      return found;
    }
    long since = revisions.newestSince();
    if (history.now() - since >= Math.round(settings.rollback().minS() * SECOND)) {
      found.service(history, since, settings);
    }
    canaryWorse.ifPresent(worse -> found.grounds.put(RollbackCause.CANARY, worse));
    if (roi.failingSince() > since) {
      found.grounds.put(
          RollbackCause.ROI,
          new Fields().put("estimate", roi.state().roi()).put("limit", settings.roi().warn()));
    }
    if (budget.overSince() > since) {
      found.grounds.put(
          RollbackCause.BUDGET,
          new Fields()
              .put("estimate", budget.state().spent())
              .put("limit", budget.state().amount()));
    }
    found.grounds.keySet().removeIf(cause -> !settings.rollback().on().contains(cause.word()));
    return found;
  }

  private void service(History history, long since, GovernanceSettings settings) {
    long seconds = (history.now() - ServiceCalendar.stepEnd(since)) / SECOND;
    long windowS = Math.min(seconds, (long) settings.rollback().maxS());
    FigureWindow window = history.window(windowS);
    Uptime uptime = window.uptime();
    double limit = settings.slo().availability().alert() / PERCENT;
    if (uptime.down() >= LEAST_DOWN && uptime.share() < limit) {
      grounds.put(
          RollbackCause.AVAILABILITY,
          values(uptime.known(), uptime.share(), Double.NaN, limit, windowS));
    }
    Rate errors =
        Rate.of(
            Slo.errors(window.counts(), settings.slo()),
            window.counts().get(Count.REQUESTS),
            settings.slo().minN(),
            NormalQuantile.of(settings.slo().confidence()));
    double most = settings.slo().errors().alert() / PERCENT;
    if (errors.isKnown() && errors.lower() > most) {
      grounds.put(
          RollbackCause.ERRORS, values(errors.n(), errors.value(), errors.lower(), most, windowS));
    }
  }

  private static Fields values(long n, double estimate, double bound, double limit, long windowS) {
    return new Fields()
        .put("n", n)
        .put("estimate", estimate)
        .put("bound", bound)
        .put("limit", limit)
        .put("window", windowS);
  }

  Map<RollbackCause, Fields> byCause() {
    return grounds;
  }
}
