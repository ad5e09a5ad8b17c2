/**
 * Normalised cross-correlation of two sampled signals, and the lag its peak stands for.
 *
 * <p>Knows no other package.
 */
package lumen.signal.lag;
