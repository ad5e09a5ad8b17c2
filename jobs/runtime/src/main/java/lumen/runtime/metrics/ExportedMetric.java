package lumen.runtime.metrics;

/** A metric as Prometheus knows it after relabelling; each job has enums of its own. */
public interface ExportedMetric {
  /** What is to be known of it. */
  MetricSpec spec();

  /**
   * Whether {@code other} tells the sum of those beyond the cap, as of counts; of levels it tells
   * their mean.
   */
  default boolean summed() {
    return false;
  }

  /** The name in Flink and in Prometheus. */
  default String exportedName() {
    return spec().name();
  }

  /** What it has one series for. */
  default MetricScope scope() {
    return spec().scope();
  }

  /** Where it is scraped. */
  default Exporter exporter() {
    return spec().exporter();
  }
}
