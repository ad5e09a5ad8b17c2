/**
 * What every command has: how it fails ({@link lumen.ctl.terminal.CommandFailure}, {@link
 * lumen.ctl.terminal.FailureLines}, {@link lumen.ctl.terminal.ExitCode}), what it prints (tables,
 * amounts, progress, {@link lumen.ctl.terminal.Json}), how it is interrupted, options of several
 * commands, and the checkout that it belongs to ({@link lumen.ctl.terminal.LumenHome}).
 *
 * <p>Knows no other package of Lumen, and no Flink.
 */
package lumen.ctl.terminal;
