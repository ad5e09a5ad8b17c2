package lumen.fusion.metrics;

import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.scheduler.strategy.ExecutionVertexID;

/** The metric group of an operator in a real registry, and what a reporter sees of it. */
final class OperatorRun implements AutoCloseable {
  private final ListingReporter reporter = new ListingReporter();
  private final MetricRegistryImpl registry;
  private final TaskMetricGroup task;
  private final MetricGroup operator;

  OperatorRun() {
    registry =
        new MetricRegistryImpl(
            MetricRegistryConfiguration.fromConfiguration(new Configuration(), 1 << 20),
            List.of(ReporterSetupBuilder.METRIC_SETUP_BUILDER.forReporter("list", reporter)));
    ExecutionAttemptID attempt =
        new ExecutionAttemptID(
            new ExecutionGraphID(), new ExecutionVertexID(new JobVertexID(), 0), 0);
    task =
        TaskManagerMetricGroup.createTaskManagerMetricGroup(
                registry, "localhost", new ResourceID("taskmanager-0"))
            .addJob(new JobID(), "job")
            .addTask(attempt, "task");
    operator = task.getOrAddOperator("operator");
  }

  /** The group of its task, which other operators join. */
  TaskMetricGroup task() {
    return task;
  }

  MetricGroup group() {
    return operator;
  }

  Map<String, Double> values() {
    return reporter.values();
  }

  /** The value of a series, NaN if it has none. */
  double value(String series) {
    return values().getOrDefault(series, Double.NaN);
  }

  Set<String> names() {
    return reporter.names();
  }

  int added() {
    return reporter.added();
  }

  @Override
  public void close() {
    registry.closeAsync().join();
  }
}
