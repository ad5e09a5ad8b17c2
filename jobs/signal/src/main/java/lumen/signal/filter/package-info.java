/**
 * What the filters share: the Kaiser window, and the tables of taps of which one copy serves all.
 */
package lumen.signal.filter;
