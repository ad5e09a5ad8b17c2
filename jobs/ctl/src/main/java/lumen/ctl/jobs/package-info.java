/**
 * The commands for the session cluster and its jobs: {@code cluster}, {@code submit}, {@code jobs},
 * {@code stop}, {@code cancel}, and the options that they share.
 *
 * <p>Only the root of lumenctl may know it. Requests to Flink are {@link lumen.cluster.job}'s.
 */
package lumen.ctl.jobs;
