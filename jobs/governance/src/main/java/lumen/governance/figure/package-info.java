/** Sums over steps, hours and days, and the figures that are told of them. */
package lumen.governance.figure;
