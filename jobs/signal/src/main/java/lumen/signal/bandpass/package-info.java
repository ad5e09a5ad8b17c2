/** Band, phase and envelope of a regular signal by one complex filter. */
package lumen.signal.bandpass;
