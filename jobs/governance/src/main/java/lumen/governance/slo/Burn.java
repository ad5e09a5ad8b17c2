package lumen.governance.slo;

import lumen.governance.figure.FigureWindow;
import lumen.governance.settings.SloSettings;

/** How fast an error budget burns: 1 where it lasts just as long as the objective's time. */
final class Burn {
  private Burn() {}

  /** (bad/total)/(1 - o); NaN of none. */
  static double rate(Slo slo, FigureWindow window, SloSettings settings) {
    long total = slo.total(window);
    if (total == 0) {
      return Double.NaN;
    }
    double bad = total - slo.good(window, settings);
    return bad / total / slo.allowed(settings);
  }
}
