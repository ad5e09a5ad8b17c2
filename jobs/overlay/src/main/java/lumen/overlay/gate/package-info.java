/**
 * The budget gates: what a scenario's requests cost with an overlay and without ({@link
 * lumen.overlay.gate.Lane}), the figures of its windows, and what warns and blocks.
 *
 * <p>Pure: steps are numbered by whoever calls, sums are of whole numbers; no Flink, no file, no
 * clock.
 */
package lumen.overlay.gate;
