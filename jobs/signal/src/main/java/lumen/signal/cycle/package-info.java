/** Arithmetic of phases in cycles, wrapped to (-0.5, 0.5]. */
package lumen.signal.cycle;
