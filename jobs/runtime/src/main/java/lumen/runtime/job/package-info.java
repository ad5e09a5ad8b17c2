/**
 * What a job is put together with: name and uid of its operators ({@link
 * lumen.runtime.job.OperatorId}), what it is told ({@link lumen.runtime.job.JobArguments}), where
 * events come from ({@link lumen.runtime.job.Inlet}), and what holds for every job ({@link
 * lumen.runtime.job.JobFrame}).
 *
 * <p>Knows no other package of the runtime, and no job.
 */
package lumen.runtime.job;
