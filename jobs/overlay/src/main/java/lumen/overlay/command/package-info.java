/**
 * How an operator's commands are read ({@link lumen.overlay.command.OverlayCommands}); what they
 * order is {@link lumen.overlay.record.OverlayCommand}.
 */
package lumen.overlay.command;
