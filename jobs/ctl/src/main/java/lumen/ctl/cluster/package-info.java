/**
 * The session cluster of this machine: Flink's processes started, supervised and ended ({@link
 * lumen.ctl.cluster.SessionCluster}, {@link lumen.ctl.cluster.Supervisor}), and the jobs on it kept
 * through the loss of a JobManager.
 *
 * <p>Knows {@link lumen.ctl.job}; no command, and neither which job runs nor where results go.
 */
package lumen.ctl.cluster;
