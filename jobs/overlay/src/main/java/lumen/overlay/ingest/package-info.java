/**
 * From the lines of a log to what a tenant is handed: a strict reader ({@link
 * lumen.overlay.ingest.RouteLineReader}), which names the first fault of a line.
 */
package lumen.overlay.ingest;
