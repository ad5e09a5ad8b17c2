package lumen.governance.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lumen.governance.record.Fields;
import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.SeriesFigures;

/** The newest figures of a service, or of a part of it; NaN where one is not known. */
final class CardFigures implements SeriesFigures {
  private final Map<ExportedMetric, Double> values = new ConcurrentHashMap<>();

  @Override
  public double value(ExportedMetric metric) {
    return values.getOrDefault(metric, Double.NaN);
  }

  void put(GovernanceMetric metric, double value) {
    values.put(metric, value);
  }

  /**
   * The number at a path of fields, times a factor; NaN where there is none.
   *
   * @param path names, one within the other
   */
  static double number(Fields card, double factor, String... path) {
    Object at = card;
    for (String name : path) {
      at = at instanceof Fields fields ? fields.values().get(name) : null;
    }
    return at instanceof Number number ? factor * number.doubleValue() : Double.NaN;
  }
}
