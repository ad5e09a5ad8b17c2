/**
 * Retention: recordings, evidence and savepoints are deleted when they are older than their days.
 * {@link lumen.ctl.prune.StoredFinder} knows them by their form, {@link lumen.ctl.prune.Retention}
 * says which are over, {@link lumen.ctl.prune.Pruning} deletes them behind a line of audit. What is
 * not recognised is never touched, and no symbolic link is followed.
 *
 * <p>Knows no cluster and no job.
 */
package lumen.ctl.prune;
