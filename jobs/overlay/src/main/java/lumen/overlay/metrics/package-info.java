/**
 * The metrics of the job: what there is ({@link lumen.overlay.metrics.OverlayMetric}), and who
 * counts it for one subtask ({@link lumen.overlay.metrics.RouteMetrics}). Nothing of them is state
 * or stands in an output.
 *
 * <p>Only scenarios and overlays of the flags that the job was begun with have series; all others
 * are {@code other}, so no input can make one.
 */
package lumen.overlay.metrics;
