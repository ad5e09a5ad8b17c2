/**
 * What the graph of the job is put together with: its operators by name and uid ({@link
 * lumen.overlay.graph.OverlayOperator}), and what one run is built from ({@link
 * lumen.overlay.graph.OverlayRun}).
 *
 * <p>Every stage may know it. Knows the settings and the shape of state, and no stage.
 */
package lumen.overlay.graph;
