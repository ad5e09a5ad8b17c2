/**
 * Verdicts that outlive the command that came to them: on gates, on faults that a job was put
 * through, and on goldens. Each is a file with the jar that was judged; what they come to is told
 * to node_exporter's textfile collector.
 *
 * <p>Knows no gate, no fault and no golden.
 */
package lumen.watch.kept;
