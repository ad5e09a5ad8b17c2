/**
 * From samples at irregular times to values at regular ones: the channel's integer rate, segments
 * without gaps, interpolation in exact integer time, and the phase of a point process.
 *
 * <p>Knows the grid, and no filter.
 */
package lumen.signal.regularise;
