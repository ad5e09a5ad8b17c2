/**
 * What a command reads and what it writes: whose a file is, and that a user's file is never
 * overwritten unasked nor what is read ever ({@link lumen.terminal.files.Belongings}, {@link
 * lumen.terminal.files.OutputFile}).
 *
 * <p>Knows how a command fails, and neither a run nor its settings.
 */
package lumen.terminal.files;
