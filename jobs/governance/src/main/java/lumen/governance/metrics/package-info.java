/**
 * The metrics of the job: what there is ({@link lumen.governance.metrics.GovernanceMetric}), and
 * who keeps it for one subtask ({@link lumen.governance.metrics.LedgerMetrics}). Nothing of them is
 * state or stands in an output.
 */
package lumen.governance.metrics;
