/**
 * The session cluster of this machine: Flink's processes started, supervised and ended ({@link
 * lumen.cluster.SessionCluster}, {@link lumen.cluster.Supervisor}), and the jobs on it kept through
 * the loss of a JobManager.
 *
 * <p>Knows {@link lumen.cluster.job}; no command, and neither which job runs nor where results go.
 */
package lumen.cluster;
