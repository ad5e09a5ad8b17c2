/**
 * Retention: recordings, evidence and savepoints are deleted when they are older than their days.
 * {@link lumen.ctl.prune.StoredFinder} knows them by their form, {@link lumen.ctl.prune.Retention}
 * says which are over, {@link lumen.ctl.prune.KeptSavepoints} which stay all the same, {@link
 * lumen.ctl.prune.Pruning} deletes them behind a line of audit. What is not recognised is never
 * touched, and no symbolic link is followed.
 *
 * <p>Of a cluster it knows what lies in its folders, and writes its audit; it asks none, and no
 * job.
 */
package lumen.ctl.prune;
