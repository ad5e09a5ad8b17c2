package lumen.fusion.metrics;

import java.util.EnumMap;
import java.util.Map;
import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.SeriesFigures;
import lumen.signal.fusion.UreValue;

/** The newest values of a tenant's reference engine. */
final class ReferenceFigures implements SeriesFigures {
  /** One value. */
  private static final class Reading {
    volatile double value = Double.NaN;
  }

  private final Map<UreMetric, Reading> readings = new EnumMap<>(UreMetric.class);

  ReferenceFigures() {
    for (UreMetric metric : UreMetric.values()) {
      readings.put(metric, new Reading());
    }
  }

  void take(UreValue which, double value) {
    readings.get(UreMetric.of(which)).value = value;
  }

  /** Whether the newest frame was made with it. */
  void up(boolean up) {
    readings.get(UreMetric.UP).value = up ? 1 : 0;
  }

  @Override
  public double value(ExportedMetric metric) {
    return metric instanceof UreMetric ure ? readings.get(ure).value : Double.NaN;
  }
}
