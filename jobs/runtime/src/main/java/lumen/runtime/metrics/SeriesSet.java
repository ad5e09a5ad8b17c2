package lumen.runtime.metrics;

import java.util.List;

/**
 * Metrics that come to be known on the same occasion; their series begin and end together. Each job
 * has an enum of its own.
 */
public interface SeriesSet {
  /** Its metrics, each with one series for a tenant, or for a part of it. All have one scope. */
  List<? extends ExportedMetric> metrics();

  /** Series that one tenant, or one part of it, has of the set. */
  default int size() {
    return metrics().size();
  }
}
