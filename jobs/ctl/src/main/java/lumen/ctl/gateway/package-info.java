/**
 * A simulated gateway of known truth ({@link lumen.ctl.gateway.Gateway}): it asks, obeys what the
 * rules of the overlay job decide, and tells outcomes of which everything is known, faults of their
 * feed among it.
 *
 * <p>Seeded: the same settings give the same lines on every machine. Knows the rules of the job and
 * no command, no cluster and no clock of the machine.
 */
package lumen.ctl.gateway;
