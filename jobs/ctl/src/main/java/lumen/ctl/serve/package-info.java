/**
 * {@code lumenctl serve}: finds out what there is to watch, and serves it.
 *
 * <p>Knows settings, the cluster, {@code lumen.serve} and what {@code lumen.watch} asks Prometheus
 * for, and no other command.
 */
package lumen.ctl.serve;
