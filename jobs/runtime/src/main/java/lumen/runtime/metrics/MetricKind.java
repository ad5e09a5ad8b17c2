package lumen.runtime.metrics;

import java.util.Locale;

/** What the value of a metric does over time. */
public enum MetricKind {
  /** Takes any value. */
  GAUGE,
  /** Only rises, and begins at 0 with every attempt of the job. */
  COUNTER;

  /** The word in documents. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
