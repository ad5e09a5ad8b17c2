/**
 * The job: {@link lumen.fusion.LumenJob} puts the stages together, {@link lumen.fusion.Main} is
 * what Flink runs. Which sources and sinks a run has follows from its arguments and settings
 * ({@link lumen.fusion.ReplayPlan}, {@link lumen.fusion.LivePlan}).
 *
 * <p>No package of the job may know this one: what the stages share lies in {@link
 * lumen.fusion.graph}. No operator and no arithmetic is written here.
 */
package lumen.fusion;
