/**
 * What keeps a savepoint restorable: the sums of its files ({@link
 * lumen.cluster.backup.SavepointSums}), looked at before every restore ({@link
 * lumen.cluster.backup.SavepointCheck}).
 *
 * <p>Knows folders and {@link lumen.cluster.job}; no cluster, no job and no command.
 */
package lumen.cluster.backup;
