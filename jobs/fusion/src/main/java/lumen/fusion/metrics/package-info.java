/**
 * What the job tells Prometheus: the names ({@link lumen.fusion.metrics.FusionMetric}, {@link
 * lumen.fusion.metrics.BridgeMetric}, {@link lumen.fusion.metrics.EvidenceMetric}, {@link
 * lumen.fusion.metrics.UreMetric}), and the figures of tenants and channels ({@link
 * lumen.fusion.metrics.TenantMetrics}). Series, caps and the figures of the input are those of
 * {@link lumen.runtime.metrics}.
 *
 * <p>Figures are written by the task's thread and read by the reporter's: one ordinary store for
 * each, no lock and no allocation on the way of a frame. Like all metrics of Flink they begin anew
 * with every attempt of the job; exact counts are in the accounts.
 *
 * <p>Knows the values that the figures are of, and no stage.
 */
package lumen.fusion.metrics;
