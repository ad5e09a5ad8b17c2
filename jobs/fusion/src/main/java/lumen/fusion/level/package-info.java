/**
 * What a run is judged by: the levels that a config folder aims at, and those at which alerts go
 * off.
 *
 * <p>Knows settings alone. Whoever draws, judges or makes rules of alerts takes the levels from
 * here, so that a report, an analysis and an alert never differ; no stage of the job comes in.
 */
package lumen.fusion.level;
