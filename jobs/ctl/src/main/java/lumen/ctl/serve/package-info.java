/**
 * {@code lumenctl serve}: finds out what there is to watch, and serves it.
 *
 * <p>Knows settings, the cluster and {@code lumen.serve}, and no other command.
 */
package lumen.ctl.serve;
