/**
 * The flags in the formats of others: a flag set of flagd, out ({@link
 * lumen.overlay.flagd.FlagdText}) and in ({@link lumen.overlay.flagd.FlagdReader}), and the text of
 * {@code overlay_flags.yaml}.
 *
 * <p>Texts only: opens no file, decides nothing.
 */
package lumen.overlay.flagd;
