/**
 * A simulated service of known truth ({@link lumen.ctl.service.SimulatedService}): it serves, is
 * changed and billed, obeys what the rules of the governance job command, and knows of each minute
 * what was true.
 *
 * <p>Seeded: the same plan gives the same lines on every machine. Knows the rules of the job and no
 * cluster and no clock of the machine.
 */
package lumen.ctl.service;
