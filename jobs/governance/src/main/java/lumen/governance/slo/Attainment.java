package lumen.governance.slo;

import lumen.governance.figure.FigureWindow;
import lumen.governance.figure.History;
import lumen.governance.figure.ServiceCalendar;
import lumen.governance.record.Fields;
import lumen.governance.settings.GovernanceSettings;

/**
 * How a month stands so far: a fact, counted, without an interval.
 *
 * @param slo which promise
 * @param good good ones
 * @param total all
 * @param objective percent
 * @param value good/total; NaN of none
 * @param remaining share of the error budget that is left: 1 - bad/B, B = (1 - o) N
 * @param estimated whether N, the total of the month, is estimated from what there is
 * @param verdict ok, breach or unknown
 * @param why no_data or too_few where it is unknown, else null
 */
public record Attainment(
    Slo slo,
    long good,
    long total,
    double objective,
    double value,
    double remaining,
    boolean estimated,
    String verdict,
    String why) {
  static final String UNKNOWN = "unknown";

  static Attainment of(Slo slo, History history, GovernanceSettings settings) {
    FigureWindow month = new FigureWindow(history.month().counts(), history.monthUptime());
    long total = slo.total(month);
    long good = slo.good(month, settings.slo());
    double objective = slo.objective(settings.slo());
    if (total == 0) {
      return new Attainment(
          slo, good, total, objective, Double.NaN, Double.NaN, false, UNKNOWN, "no_data");
    }
    boolean minutes = slo == Slo.AVAILABILITY;
    long bad = total - good;
    double allowed = slo.allowed(settings.slo()) * monthTotal(minutes, total, history);
    double remaining = 1 - bad / allowed;
    boolean enough =
        minutes
            ? month.uptime().coverage() >= settings.data().minCoverage()
            : total >= slo.minN(settings.slo());
    String verdict = !enough ? UNKNOWN : bad > allowed ? "breach" : "ok";
    return new Attainment(
        slo,
        good,
        total,
        objective,
        enough ? (double) good / total : Double.NaN,
        enough ? remaining : Double.NaN,
        enough && !minutes && history.now() < monthEnd(history),
        verdict,
        enough ? null : "too_few");
  }

  private static double monthTotal(boolean minutes, long total, History history) {
    ServiceCalendar calendar = history.calendar();
    long end = monthEnd(history);
    if (minutes) {
      return calendar.minutes(history.month().month());
    }
    long begin = Math.max(calendar.begin(history.month().month()), history.firstMicros());
    return total * ((double) (end - begin) / (history.now() - begin));
  }

  private static long monthEnd(History history) {
    return history.calendar().end(history.month().month());
  }

  Fields values() {
    return new Fields()
        .put("good", good)
        .put("total", total)
        .put("value", value)
        .put("objective", objective)
        .put("remaining", remaining);
  }
}
