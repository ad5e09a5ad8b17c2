package lumen.runtime.metrics;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What is to be known of a metric, declared once.
 *
 * @param name the name in Flink and in Prometheus
 * @param kind what the value does over time
 * @param scope what it has one series for
 * @param unit unit of the value, {@code 1} for a ratio or a code
 * @param meaning what the value tells, for a person
 * @param exporter where it is scraped
 */
public record MetricSpec(
    String name,
    MetricKind kind,
    MetricScope scope,
    String unit,
    String meaning,
    Exporter exporter) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** Checks that the name can be one of Prometheus and that nothing is left out. */
  public MetricSpec {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name must be letters, digits and _ : " + name);
    }
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(meaning, "meaning");
    Objects.requireNonNull(exporter, "exporter");
  }
}
