/**
 * What a log of requests and outcomes holds, and what is made of it: values only. A log's line is a
 * {@link lumen.overlay.record.RouteRecord}; a decision, a verdict and an account are what the job
 * writes.
 *
 * <p>No Flink, no file, no clock; how values stand in a line is {@code lumen.overlay.sink}.
 */
package lumen.overlay.record;
