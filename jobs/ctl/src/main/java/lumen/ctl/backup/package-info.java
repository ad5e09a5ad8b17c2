/**
 * The commands on savepoints as a backup: list, take, verify. What they say of a bad file is what a
 * restore says of it, {@link lumen.cluster.backup.SavepointCheck}.
 *
 * <p>No other package but the root of lumenctl may know it.
 */
package lumen.ctl.backup;
