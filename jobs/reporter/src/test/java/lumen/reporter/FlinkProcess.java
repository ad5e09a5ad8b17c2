package lumen.reporter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphID;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.runtime.metrics.MetricRegistryConfiguration;
import org.apache.flink.runtime.metrics.MetricRegistryImpl;
import org.apache.flink.runtime.metrics.ReporterSetupBuilder;
import org.apache.flink.runtime.metrics.filter.DefaultReporterFilters;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.scheduler.strategy.ExecutionVertexID;

/** The metrics of a TaskManager with one task, and the reporters that a configuration names. */
final class FlinkProcess implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final MetricRegistryImpl registry;
  private final TaskMetricGroup task;

  FlinkProcess(Configuration configuration) {
    registry =
        new MetricRegistryImpl(
            MetricRegistryConfiguration.fromConfiguration(configuration, 1 << 20),
            ReporterSetupBuilder.METRIC_SETUP_BUILDER.fromConfiguration(
                configuration, DefaultReporterFilters::metricsFromConfiguration, null));
    ExecutionAttemptID attempt =
        new ExecutionAttemptID(
            new ExecutionGraphID(), new ExecutionVertexID(new JobVertexID(), 0), 0);
    task =
        TaskManagerMetricGroup.createTaskManagerMetricGroup(
                registry, "localhost", new ResourceID("taskmanager-0"))
            .addJob(new JobID(), "a job")
            .addTask(attempt, "a task");
  }

  /** A process with Lumen's reporter alone, on the given ports. */
  static FlinkProcess reporting(String ports) {
    Configuration configuration = new Configuration();
    configuration.setString(
        "metrics.reporter.own.factory.class", PrometheusReporterFactory.class.getName());
    configuration.setString("metrics.reporter.own.port", ports);
    return new FlinkProcess(configuration);
  }

  MetricGroup operator(String name) {
    return task.getOrAddOperator(name);
  }

  /** Where Lumen's reporter answers, if it does. */
  Optional<Endpoint> endpoint() {
    return registry.getReporters().stream()
        .filter(PrometheusReporter.class::isInstance)
        .findFirst()
        .flatMap(reporter -> ((PrometheusReporter) reporter).endpoint());
  }

  /** What Lumen's reporter answers. */
  String scrape() throws IOException, InterruptedException {
    return get(endpoint().orElseThrow().url() + "metrics").body();
  }

  static HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return send("GET", url);
  }

  static HttpResponse<String> send(String method, String url)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.noBody()).build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  @Override
  public void close() {
    registry.closeAsync().join();
  }
}
