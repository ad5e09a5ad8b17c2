/**
 * Corrections of source clocks: by a fixed offset and drift, or by following the lower envelope of
 * arrival minus event time. Times are microseconds since the epoch and never held in a double.
 *
 * <p>Knows no other package, and reads no clock.
 */
package lumen.signal.clock;
