/**
 * What the overlay job's config files may hold, and what is made of them: {@code overlay.yaml} and
 * {@code overlay_flags.yaml}, the latter also as the text of a command.
 *
 * <p>Every key stands in {@link lumen.overlay.settings.OverlayKeys} or {@link
 * lumen.overlay.settings.FlagsKeys}, once.
 */
package lumen.overlay.settings;
