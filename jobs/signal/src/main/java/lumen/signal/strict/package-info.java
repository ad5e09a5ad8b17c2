/**
 * Elementary functions with the very bits of {@link java.lang.StrictMath}, without its way through
 * native code. Knows no signals.
 */
package lumen.signal.strict;
