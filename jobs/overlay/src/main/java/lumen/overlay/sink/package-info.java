/**
 * How what the job makes stands in a line: one form for each output, the same for files and topics;
 * and the outputs by name ({@link lumen.overlay.sink.RouteOutlets}).
 *
 * <p>Decides nothing.
 */
package lumen.overlay.sink;
