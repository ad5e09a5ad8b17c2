/**
 * Limits the outliers of a channel against its own trailing window.
 *
 * <p>Knows no other package.
 */
package lumen.signal.clip;
