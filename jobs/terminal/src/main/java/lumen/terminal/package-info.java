/**
 * What every command of lumenctl has, wherever it lives: how it fails ({@link
 * lumen.terminal.CommandFailure}, {@link lumen.terminal.FailureLines}, {@link
 * lumen.terminal.ExitCode}), what it prints (tables, amounts, progress, {@link
 * lumen.terminal.Json}), how it is interrupted, options of several commands, and the checkout that
 * it belongs to ({@link lumen.terminal.LumenHome}).
 *
 * <p>Knows no other package of Lumen, and no Flink.
 */
package lumen.terminal;
