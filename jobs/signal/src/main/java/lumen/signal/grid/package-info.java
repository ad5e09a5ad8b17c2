/**
 * The common time base of a tenant, in exact integer arithmetic.
 *
 * <p>Knows no other package.
 */
package lumen.signal.grid;
