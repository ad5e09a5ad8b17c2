/**
 * {@code lumenctl watch}: Prometheus and Alertmanager of this machine, with the shipped files.
 *
 * <p>Knows how processes are started and ended, and no job.
 */
package lumen.ctl.watch;
