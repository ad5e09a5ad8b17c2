package lumen.governance.slo;

import java.util.List;
import java.util.function.Supplier;
import lumen.governance.figure.Count;
import lumen.governance.figure.FigureWindow;
import lumen.governance.figure.History;
import lumen.governance.figure.Rate;
import lumen.governance.figure.Uptime;
import lumen.governance.record.Fields;
import lumen.governance.record.ServiceOutputs;
import lumen.governance.settings.SloSettings;
import lumen.governance.slo.AlertTrack.Verdict;
import lumen.statistics.NormalQuantile;

/** Judges thresholds and burn rates at the end of each step. */
public final class AlertWatch {
  private static final long STEP_S = 60;
  private static final long HOUR_S = 3600;
  private static final long MONTH_S = 30 * 24 * HOUR_S;
  private static final long MINUTES_OF_DAY = 24 * 60;
  private static final double PERCENT = 100;

  private final AlertBook book;
  private History history;
  private SloSettings slo;
  private ServiceOutputs out;
  private double z;

  /** Judges into a book. */
  public AlertWatch(AlertBook book) {
    this.book = book;
  }

  /** Judges all. */
  public void step(History now, SloSettings settings, ServiceOutputs to) {
    history = now;
    slo = settings;
    out = to;
    z = NormalQuantile.of(slo.confidence());
    availability();
    FigureWindow hour = history.window(HOUR_S);
    long latencies = hour.counts().get(Count.LATENCIES);
    Rate slow = Rate.of(latencies - hour.counts().get(Count.GOOD_ALERT), latencies, slo.minN(), z);
    threshold("alert.latency_p99", false, slow, 1 - slo.latencyP99().objective() / PERCENT, true);
    long requests = hour.counts().get(Count.REQUESTS);
    Rate errors = Rate.of(Slo.errors(hour.counts(), slo), requests, slo.minN(), z);
    threshold("alert.errors", true, errors, slo.errors().alert() / PERCENT, true);
    Rate hits =
        Rate.of(hour.counts().get(Count.HITS), hour.counts().lookups(), slo.cache().minN(), z);
    threshold("alert.cache", false, hits, slo.cache().alert() / PERCENT, false);
    List<BurnWindows> burns = BurnWindows.all(slo.burn(), history);
    for (Slo each : Slo.values()) {
      burns.forEach(burn -> burn(each, burn));
    }
  }

  private void availability() {
    Uptime month = history.window(MONTH_S).uptime();
    double limit = slo.availability().alert() / PERCENT;
    boolean unknown = history.isSilent() || month.known() < MINUTES_OF_DAY;
    Verdict verdict =
        unknown ? Verdict.UNKNOWN : month.share() < limit ? Verdict.HOLDS : Verdict.AWAY;
    step(
        "alert.availability",
        true,
        verdict,
        forSteps(),
        forSteps(),
        () -> values(month.known(), month.share(), Double.NaN, limit, MONTH_S));
  }

  private long forSteps() {
    return steps(slo.forS());
  }

  private static long steps(double seconds) {
    return (long) Math.ceil(seconds / STEP_S) + 1;
  }

  private void threshold(String rule, boolean critical, Rate rate, double limit, boolean above) {
    Verdict verdict = book.track(rule).before();
    if (history.isSilent() || !rate.isKnown()) {
      verdict = Verdict.UNKNOWN;
    } else if (above ? rate.lower() > limit : rate.upper() < limit) {
      verdict = Verdict.HOLDS;
    } else if (above ? rate.upper() < limit : rate.lower() > limit) {
      verdict = Verdict.AWAY;
    }
    double bound = above ? rate.lower() : rate.upper();
    step(
        rule,
        critical,
        verdict,
        forSteps(),
        forSteps(),
        () -> values(rate.n(), rate.value(), bound, limit, HOUR_S));
  }

  private void burn(Slo each, BurnWindows windows) {
    SloSettings.Burn burn = windows.burn();
    FigureWindow longer = windows.longer();
    long n = each.total(longer);
    double rate = Burn.rate(each, longer, slo);
    double shortRate = Burn.rate(each, windows.shorter(), slo);
    boolean census = each == Slo.AVAILABILITY;
    double bound;
    boolean sure;
    if (census) {
      bound = Double.NaN;
      sure = n * STEP_S * 2 >= burn.longS();
    } else {
      Rate bad = Rate.of(n - each.good(longer, slo), n, each.minN(slo), z);
      bound = bad.lower() / each.allowed(slo);
      sure = bad.isKnown() && bad.lower() > burn.factor() * each.allowed(slo);
    }
    boolean unknown = history.isSilent() || Double.isNaN(rate) || Double.isNaN(shortRate);
    boolean holds = sure && rate > burn.factor() && shortRate > burn.factor();
    Verdict verdict = unknown ? Verdict.UNKNOWN : holds ? Verdict.HOLDS : Verdict.AWAY;
    step(
        windows.rule(each),
        windows.isCritical(),
        verdict,
        1,
        steps((double) burn.shortS()),
        () -> values(n, rate, bound, burn.factor(), burn.longS()));
  }

  private void step(
      String rule,
      boolean critical,
      Verdict verdict,
      long toBegin,
      long toEnd,
      Supplier<Fields> values) {
    book.step(rule, critical, verdict, toBegin, toEnd, values, history.now(), out);
  }

  private static Fields values(long n, double estimate, double bound, double limit, long windowS) {
    return new Fields()
        .put("n", n)
        .put("estimate", estimate)
        .put("bound", bound)
        .put("limit", limit)
        .put("window", windowS);
  }
}
