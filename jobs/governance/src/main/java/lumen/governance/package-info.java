/**
 * The governance job: whether services keep their promises, and are worth what they cost ({@link
 * lumen.governance.GovernanceJob}), its entry point ({@link lumen.governance.GovernanceMain}) and
 * where it meets the world.
 *
 * <p>It knows no other job.
 */
package lumen.governance;
