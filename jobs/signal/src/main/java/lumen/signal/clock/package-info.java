/**
 * Corrections of source clocks: by a fixed offset and drift, or by following the lower envelope of
 * arrival minus event time. Times are microseconds since the epoch and never held in a double.
 *
 * <p>Knows the form of states alone, and reads no clock.
 */
package lumen.signal.clock;
