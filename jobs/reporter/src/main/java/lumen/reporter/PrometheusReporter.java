package lumen.reporter;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.http.DoorRule;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the metrics of a Flink process and answers scrapes with their values of that moment. If no
 * port can be had, it says so in the log, and the process goes on without it.
 */
final class PrometheusReporter implements MetricReporter {
  private static final Logger LOG = LoggerFactory.getLogger(PrometheusReporter.class);
  private static final String PREFIX = "flink_";
  private static final String ALLOWED_HOSTS = "allowed-hosts";
  private static final char SEPARATOR = '_';

  private final SeriesTable table = new SeriesTable();
  private CharacterFilter labelValues = SampleText::name;
  private boolean plainNames;
  private Optional<Endpoint> endpoint = Optional.empty();

  @Override
  public void open(MetricConfig config) {
    if (!config.getBoolean("filterLabelValueCharacters", true)) {
      labelValues = value -> value;
    }
    plainNames = config.getBoolean("plainNames", false);
    if (plainNames) {
      table.tellOfTheProcess();
    }
    String host = config.getString("host", "localhost");
    String ports = config.getString("port", "9249");
    try {
      endpoint = Optional.of(Endpoint.open(host, PortRange.of(ports), table, rule(config, host)));
      LOG.info("metrics are served on {}", endpoint.get().url());
    } catch (IllegalArgumentException e) {
      LOG.error("no metrics are served: {}", e.getMessage());
    } catch (IOException e) {
      LOG.error(
          "no metrics are served: metrics.reporter.NAME.port must be free on host {}: port={} ({})",
          host,
          ports,
          e.getMessage());
    }
  }

  /** A link may open the series: Prometheus' own page of targets has such links. */
  private static DoorRule rule(MetricConfig config, String host) {
    List<String> listed =
        Arrays.stream(config.getString(ALLOWED_HOSTS, "").split("[,;]", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    return new DoorRule(host, "metrics.reporter.NAME." + ALLOWED_HOSTS, listed, target -> true);
  }

  /** Where it is served, if it is. */
  Optional<Endpoint> endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    endpoint.ifPresent(Endpoint::close);
    endpoint = Optional.empty();
    table.clear();
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    String scope = scope(group);
    String help = name + " (scope: " + scope + ")";
    if (!table.add(fullName(scope, name), help, labels(name, group), metric)) {
      LOG.warn("not reported, a metric of another type has its name: {}", fullName(scope, name));
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    table.remove(fullName(scope(group), name), labels(name, group), metric);
  }

  private static String scope(MetricGroup group) {
    return LogicalScopeProvider.castFrom(group).getLogicalScope(SampleText::name, SEPARATOR);
  }

  private String fullName(String scope, String name) {
    return isPlain(name) ? name : PREFIX + scope + SEPARATOR + SampleText.name(name);
  }

  /** The group's variables as labels; of two that come to one name the first holds. */
  private String labels(String name, MetricGroup group) {
    Map<String, String> labels = new LinkedHashMap<>();
    group
        .getAllVariables()
        .forEach(
            (variable, value) ->
                labels.putIfAbsent(
                    SampleText.name(variable.substring(1, variable.length() - 1)),
                    labelValues.filterCharacters(value)));
    return SampleText.labels(isPlain(name) ? PlainNames.labels(name, labels) : labels);
  }

  private boolean isPlain(String name) {
    return plainNames && PlainNames.has(name);
  }
}
