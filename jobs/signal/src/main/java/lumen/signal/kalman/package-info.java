/** Wrapped, adaptive Kalman filter of a phase difference, and whether its claims fit its data. */
package lumen.signal.kalman;
