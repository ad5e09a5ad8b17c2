/**
 * Band, phase and envelope of a regular signal by one complex filter.
 *
 * <p>Knows neither channels nor tenants.
 */
package lumen.signal.bandpass;
