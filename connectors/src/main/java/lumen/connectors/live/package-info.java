/**
 * Live inputs: what a socket, a device or an endpoint gives is stamped with the arrival clock,
 * judged once, and written as a line of the log that a capture records, a job follows and the
 * fusion reads. A replay of the log therefore repeats every decision.
 *
 * <p>Knows no kind of input: each is handed in as a {@link lumen.intake.LiveInput}.
 */
package lumen.connectors.live;
