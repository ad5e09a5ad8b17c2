/**
 * Verdicts that outlive the command that came to them: on gates, and on faults that a job was put
 * through. Each is a file with the jar that was judged; what they come to is told to
 * node_exporter's textfile collector.
 *
 * <p>Knows no gate and no fault.
 */
package lumen.watch.kept;
