/**
 * How much the job can do on a session cluster.
 *
 * <p>{@link lumen.ctl.capacity.LoadRun} runs a job to its end and watches it; {@link
 * lumen.ctl.capacity.CapacityCommand} repeats that, and sets the median beside what is required.
 * With a rate the job runs live: {@code LiveRun} plays a load into it, reads what it commits and
 * scrapes it meanwhile.
 *
 * <p>Knows no report and no tuning.
 */
package lumen.ctl.capacity;
