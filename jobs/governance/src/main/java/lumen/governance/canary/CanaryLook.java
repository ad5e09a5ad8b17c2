package lumen.governance.canary;

import java.util.ArrayList;
import java.util.List;
import lumen.governance.record.Fields;
import lumen.governance.settings.CanarySettings;
import lumen.statistics.Holm;
import lumen.statistics.MantelHaenszel;
import lumen.statistics.SignedRank;
import lumen.statistics.Sketch;

/**
 * What a number of pairs says: whether the new revision fails more, or is slower, by more than
 * chance would and by as much as matters.
 *
 * @param errors over the minutes
 * @param p95 over the minutes that have one, in bins
 * @param worse which of both it is worse by
 */
record CanaryLook(MantelHaenszel errors, SignedRank p95, List<String> worse) {
  static CanaryLook of(List<CanaryPair> pairs, double level, CanarySettings settings) {
    MantelHaenszel errors = MantelHaenszel.NONE;
    for (CanaryPair pair : pairs) {
      errors = errors.plus(pair.errors(), pair.requests(), pair.baseErrors(), pair.baseRequests());
    }
    SignedRank p95 =
        SignedRank.of(
            pairs.stream().filter(CanaryPair::hasP95).mapToLong(CanaryPair::bins).toArray());
    boolean[] holds = Holm.holds(new double[] {errors.p(), p95.p()}, level);
    List<String> worse = new ArrayList<>();
    if (holds[0] && errors.riskRatio() >= settings.errorRatio()) {
      worse.add("errors");
    }
    if (holds[1] && Sketch.ratio(p95.shift()) >= settings.p95Ratio()) {
      worse.add("p95");
    }
    return new CanaryLook(errors, p95, worse);
  }

  Fields restsOn(int pairs, double level) {
    double ratio = errors.riskRatio();
    return new Fields()
        .put("pairs", (long) pairs)
        .put("limit", level)
        .put("p_errors", errors.p())
        .put("ratio_errors", Double.isInfinite(ratio) ? "infinite" : number(ratio))
        .put("p_p95", p95.p())
        .put("ratio_p95", Sketch.ratio(p95.shift()))
        .put("worse", worse);
  }

  private static Object number(double value) {
    return Double.isNaN(value) ? null : (Object) value;
  }
}
