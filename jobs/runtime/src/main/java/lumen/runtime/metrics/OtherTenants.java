package lumen.runtime.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What is beyond the cap. Its levels are the mean of the known values, because a sum of coherences
 * is no coherence; only counts are summed ({@link ExportedMetric#summed}). A code, such as a mode,
 * becomes the mean of the codes: 0 still means that every one is 0.
 */
final class OtherTenants {
  private final Map<SeriesSet, ConcurrentSkipListMap<String, SeriesFigures>> members =
      new HashMap<>();

  OtherTenants(List<SeriesSet> sets) {
    for (SeriesSet set : sets) {
      members.put(set, new ConcurrentSkipListMap<>());
    }
  }

  void add(SeriesSet set, String member, SeriesFigures figures) {
    members.get(set).put(member, figures);
  }

  void remove(SeriesSet set, String member) {
    members.get(set).remove(member);
  }

  /** Series that were not registered because of the cap. */
  int series() {
    int series = 0;
    for (Map.Entry<SeriesSet, ConcurrentSkipListMap<String, SeriesFigures>> set :
        members.entrySet()) {
      series += set.getKey().size() * set.getValue().size();
    }
    return series;
  }

  /** The value for all of them, NaN where none of them has one. */
  double value(SeriesSet set, ExportedMetric metric) {
    double sum = 0;
    int known = 0;
    for (SeriesFigures figures : members.get(set).values()) {
      double value = figures.value(metric);
      if (!Double.isNaN(value)) {
        sum += value;
        known++;
      }
    }
    if (known == 0) {
      return Double.NaN;
    }
    return metric.summed() ? sum : sum / known;
  }
}
