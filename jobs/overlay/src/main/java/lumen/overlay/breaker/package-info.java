/**
 * The breaker of one overlay: closed, open, half open, or held by an operator ({@link
 * lumen.overlay.breaker.Breaker}).
 *
 * <p>Pure: time comes with each call, in microseconds since the epoch; no Flink, no file, no clock.
 */
package lumen.overlay.breaker;
