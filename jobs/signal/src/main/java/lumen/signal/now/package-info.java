/**
 * The provisional phase of a channel at once, from weights that learn what the centred filters say
 * later, and the account of how wrong it was.
 *
 * <p>Knows the arithmetic of cycles, the target grid and how a channel gives its values at its own
 * rate; what a channel's final phase is, others tell it.
 */
package lumen.signal.now;
