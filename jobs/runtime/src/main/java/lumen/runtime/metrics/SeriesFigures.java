package lumen.runtime.metrics;

/** The newest figures of something that has series, written by the task and read by anyone. */
public interface SeriesFigures {
  /** The value of one of its metrics, NaN where none is given. */
  double value(ExportedMetric metric);
}
