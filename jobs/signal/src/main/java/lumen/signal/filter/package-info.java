/**
 * What the filters share: the Kaiser window, and the tables of taps of which one copy serves all.
 *
 * <p>Knows no other package.
 */
package lumen.signal.filter;
