/**
 * Requests that wait for their outcome, and how long ({@link lumen.overlay.join.OpenRequests}).
 *
 * <p>Pure: time comes with each call, in microseconds since the epoch; no Flink, no file, no clock.
 */
package lumen.overlay.join;
