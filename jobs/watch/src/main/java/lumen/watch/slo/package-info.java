/** The objectives of a month as Prometheus tells them. Knows the names of the records, no gate. */
package lumen.watch.slo;
