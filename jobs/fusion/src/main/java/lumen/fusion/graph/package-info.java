/**
 * What a stage is attached to the job with: name and uid of its operators ({@link
 * lumen.fusion.graph.FusionOperator}), and what the run was given ({@link
 * lumen.fusion.graph.JobSettings}).
 *
 * <p>Every stage may know it. Knows the settings and the shape of state, and no stage.
 */
package lumen.fusion.graph;
