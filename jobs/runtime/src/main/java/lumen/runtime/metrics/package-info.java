/**
 * How a job tells Prometheus: what a metric is ({@link lumen.runtime.metrics.ExportedMetric}), the
 * series of tenants within the caps of a job ({@link lumen.runtime.metrics.SeriesRegister}), those
 * of the input ({@link lumen.runtime.metrics.IngestMetrics}), and the page of reference.
 *
 * <p>SeriesFigures are written by the task's thread and read by the reporter's. Knows no metric by
 * name: each job has enums of its own.
 */
package lumen.runtime.metrics;
