/**
 * A metric reporter for Flink that Prometheus scrapes.
 *
 * <p>Flink's own binds the wildcard address, so that whoever reaches the host reads the metrics.
 * This one binds the address it is told, the loopback one by default. Names, labels and types of
 * the series are those of Flink's, so dashboards and rules do not tell the two apart; it differs in
 * that a value that is not given (NaN, null, or no number) is left out, where Flink's says NaN or
 * 0, and in that a counter is told as one. With {@code plainNames} Lumen's own have no scope of
 * Flink's before their names and none of its labels, and the process tells what it takes of memory
 * and CPU.
 *
 * <pre>
 *  metrics.reporter.NAME.factory.class: lumen.reporter.PrometheusReporterFactory
 *  metrics.reporter.NAME.host: localhost                      # name or address to bind
 *  metrics.reporter.NAME.port: 9249                           # or a range, such as 9249-9259
 *  metrics.reporter.NAME.allowed-hosts: rig.example           # names beside loopback and host, see lumen.http
 *  metrics.reporter.NAME.filterLabelValueCharacters: true     # false: label values as they are
 *  metrics.reporter.NAME.plainNames: false                    # true: Lumen's own without Flink's scope
 * </pre>
 *
 * <p>The jar needs nothing but Flink's interface of reporters: in {@code lib} or in a folder of its
 * own in {@code plugins} of a distribution it is found.
 *
 * <p>Knows {@link lumen.http}, which its jar brings, and no other package of Lumen.
 */
package lumen.reporter;
