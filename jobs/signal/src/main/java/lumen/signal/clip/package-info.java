/** Limits the outliers of a channel against its own trailing window. */
package lumen.signal.clip;
