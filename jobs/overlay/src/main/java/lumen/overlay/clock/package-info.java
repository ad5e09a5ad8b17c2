/**
 * The clock of a log, which its own lines move ({@link lumen.overlay.clock.LogClock}).
 *
 * <p>Pure: no clock of the machine, no Flink, no file.
 */
package lumen.overlay.clock;
