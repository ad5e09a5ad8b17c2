/**
 * Runs the fusion job over recordings to its end, on the session cluster or in this process, and
 * makes of its parts the files that people read: sorted frames, rejects, late events and the
 * summary.
 *
 * <p>Knows nothing of live runs, which stand on it.
 */
package lumen.ctl.replay;
