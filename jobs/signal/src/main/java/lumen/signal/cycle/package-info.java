/**
 * Arithmetic of phases in cycles, wrapped to (-0.5, 0.5], and of angles that are unwrapped.
 *
 * <p>Knows no other package.
 */
package lumen.signal.cycle;
