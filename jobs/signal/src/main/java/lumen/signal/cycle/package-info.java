/**
 * Arithmetic of phases in cycles, wrapped to (-0.5, 0.5], and of angles that are unwrapped.
 *
 * <p>Knows no other package but the functions of {@code lumen.signal.strict}.
 */
package lumen.signal.cycle;
