/**
 * What a job is put together with: name and uid of its operators ({@link
 * lumen.runtime.job.OperatorId}).
 *
 * <p>Knows no other package of the runtime, and no job.
 */
package lumen.runtime.job;
