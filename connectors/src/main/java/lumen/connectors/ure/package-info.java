/**
 * The reference engine as a live input: its Prometheus text endpoint is pulled at a fixed pace,
 * read line by line, and what it says of itself is handed on under its own names. No value is made
 * up: what is not exposed, not a number, cut off or too old is missing.
 *
 * <p>Text format: Prometheus exposition format 0.0.4; what OpenMetrics 1.0 adds (exemplars, UNIT,
 * the end mark, seconds as the unit of time stamps) is understood.
 *
 * <p>Knows no other kind of input, and not who reads it.
 */
package lumen.connectors.ure;
