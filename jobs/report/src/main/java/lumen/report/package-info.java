/**
 * What a finished run shows to people: one self-contained HTML file, and a table for the terminal.
 *
 * <p>{@link lumen.report.RunFigures} reads the outputs of a run once, in memory that does not grow
 * with their length: medians from histograms, curves as envelopes of minimum and maximum. {@link
 * lumen.report.RunReport} and {@link lumen.report.RunTable} draw from it; of a run of the overlay
 * job {@link lumen.report.DecidedFigures} and {@link lumen.report.DecidedReport}, of one of the
 * governance job {@link lumen.report.PromiseFigures} and {@link lumen.report.PromiseReport}. Names
 * of tenants, sources and keys come from outside and are never written unescaped.
 *
 * <p>Reads files: knows no cluster, no job and no settings.
 */
package lumen.report;
