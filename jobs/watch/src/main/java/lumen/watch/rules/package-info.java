/**
 * The shipped rules of Prometheus as they are read. Knows no expression's meaning; nothing that
 * asks or draws comes in.
 */
package lumen.watch.rules;
