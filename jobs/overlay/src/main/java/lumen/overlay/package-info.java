/**
 * The overlay job: which requests are given to which model overlay, and when an overlay is switched
 * off. It decides and calls no model: a gateway does.
 *
 * <p>The rules stand in packages of their own ({@link lumen.overlay.flag}, {@link
 * lumen.overlay.breaker}, {@link lumen.overlay.gate}, {@link lumen.overlay.join}, {@link
 * lumen.overlay.tenant}), which know no Flink, no file and no clock; {@link
 * lumen.overlay.OverlayJob} is the graph around them.
 */
package lumen.overlay;
