/** Normalised cross-correlation of two sampled signals, and the lag its peak stands for. */
package lumen.signal.lag;
