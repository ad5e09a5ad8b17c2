package lumen.tune;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lumen.connectors.ure.MetricsEndpoint.Metric;

/**
 * What endpoints say at one time, by tenant and plain name. Counters that come as several series
 * are summed, of other series the mean is taken; quantiles are names of their own ({@code _p95}).
 */
final class BenchSample {
  private static final String TENANT = "tenant";
  private static final String QUANTILE = "quantile";
  private static final int MOST_VALUES = 10_000;

  private final Map<String, Map<String, Sum>> values = new TreeMap<>();
  private int size;

  /** A sum and the number of its parts. */
  private record Sum(double sum, int parts) {
    Sum plus(double value) {
      return new Sum(sum + value, parts + 1);
    }
  }

  /** Takes a metric, if it is one of Lumen's and a finite number. */
  void add(Metric metric) {
    Optional<String> name = PlainName.of(metric.name());
    if (name.isEmpty() || !Double.isFinite(metric.value())) {
      return;
    }
    Map<String, Sum> ofTenant =
        values.computeIfAbsent(metric.labels().getOrDefault(TENANT, ""), tenant -> new TreeMap<>());
    String plain = name.get() + quantile(metric.labels().getOrDefault(QUANTILE, ""));
    if (ofTenant.containsKey(plain) || size < MOST_VALUES) {
      size += ofTenant.containsKey(plain) ? 0 : 1;
      ofTenant.merge(plain, new Sum(metric.value(), 1), (old, one) -> old.plus(one.sum()));
    }
  }

  private static String quantile(String label) {
    if (label.isEmpty()) {
      return "";
    }
    try {
      BigDecimal percent = new BigDecimal(label, MathContext.DECIMAL64).movePointRight(2);
      return "_p" + percent.stripTrailingZeros().toPlainString().replace(".", "_");
    } catch (NumberFormatException e) {
      return "";
    }
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** The values by tenant (empty for those of the whole process) and name. */
  Map<String, Map<String, Double>> values() {
    Map<String, Map<String, Double>> all = new TreeMap<>();
    values.forEach(
        (tenant, sums) -> {
          Map<String, Double> ofTenant = new TreeMap<>();
          sums.forEach((name, sum) -> ofTenant.put(name, value(name, sum)));
          all.put(tenant, ofTenant);
        });
    return all;
  }

  private static double value(String name, Sum sum) {
    boolean counted = name.endsWith("_total") || name.endsWith("_count") || name.endsWith("_sum");
    return counted ? sum.sum() : sum.sum() / sum.parts();
  }
}
