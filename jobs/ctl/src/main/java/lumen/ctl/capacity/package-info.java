/**
 * How much the job can do on a session cluster.
 *
 * <p>{@link lumen.ctl.capacity.LoadRun} runs a job to its end and watches it; {@link
 * lumen.ctl.capacity.CapacityCommand} repeats that, and sets the median beside what is required.
 *
 * <p>Knows no live run, no report and no tuning.
 */
package lumen.ctl.capacity;
