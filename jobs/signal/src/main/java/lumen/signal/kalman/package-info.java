/**
 * Wrapped, adaptive Kalman filter of a phase difference, and whether its claims fit its data.
 *
 * <p>Knows the arithmetic of cycles alone.
 */
package lumen.signal.kalman;
