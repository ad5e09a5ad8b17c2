/**
 * Arithmetic of phases in cycles, wrapped to (-0.5, 0.5].
 *
 * <p>Knows no other package.
 */
package lumen.signal.cycle;
