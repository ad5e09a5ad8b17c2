/**
 * From the lines of a log to what a tenant is handed: a strict reader ({@link
 * lumen.overlay.ingest.RouteLineReader}), which names the first fault of a line; the intake of a
 * log ({@link lumen.overlay.ingest.RouteIntakes}), which moves its clock; and the stage that sends
 * lines to their tenants.
 *
 * <p>Decides nothing of a request.
 */
package lumen.overlay.ingest;
