/** Asking a Prometheus. Knows no metric and no gate. */
package lumen.watch.prometheus;
