/**
 * The session cluster of this machine: Flink's processes started, supervised and ended ({@link
 * lumen.ctl.cluster.SessionCluster}, {@link lumen.ctl.cluster.Supervisor}), and the jobs on it kept
 * through the loss of a JobManager.
 *
 * <p>Knows {@link lumen.ctl.job}, and neither where results go nor any command but {@code cluster}.
 */
package lumen.ctl.cluster;
