package lumen.ctl.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lumen.cluster.LocalPorts;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.PackagedProgramUtils;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * The process that tries a jar, on an embedded cluster that ends with it. A restore goes on to the
 * end of time: the sources are at their end at once, so every timer fires, and every key that has
 * one is read, decoded and worked on.
 */
final class TrialProcess {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(500);
  private static final long LONGEST_S = 600;
  private static final double MILLIS = 1e6;

  private TrialProcess() {}

  /**
   * Tries what a plan says and writes the result.
   *
   * @param args the file of a {@link TrialPlan}
   */
  public static void main(String[] args) throws IOException {
    TrialPlan plan = TrialPlan.read(Path.of(args[0]));
    long begun = System.nanoTime();
    TrialResult result;
    try {
      result = tried(plan, begun);
    } catch (Exception | LinkageError e) {
      result = new TrialResult(List.of(), "the jar builds no job: " + reason(e), 0);
    }
    result.write(plan.result());
    // Threads of the jar may live on.
    Runtime.getRuntime().halt(0);
  }

  private static TrialResult tried(TrialPlan plan, long begun) throws Exception {
    Configuration configuration = configuration(plan);
    try (PackagedProgram program = program(plan, configuration)) {
      StreamGraph graph =
          (StreamGraph)
              PackagedProgramUtils.getPipelineFromProgram(
                  program, configuration, plan.parallelism(), true);
      List<String> uids = TrialGraph.uids(graph);
      try {
        run(plan, graph, program.getUserCodeClassLoader(), configuration);
        return new TrialResult(uids, "", millis(begun));
      } catch (Exception | LinkageError e) {
        return new TrialResult(uids, reason(e), millis(begun));
      }
    }
  }

  private static long millis(long begun) {
    return Math.round((System.nanoTime() - begun) / MILLIS);
  }

  private static PackagedProgram program(TrialPlan plan, Configuration configuration)
      throws ProgramInvocationException {
    return PackagedProgram.newBuilder()
        .setJarFile(plan.jar().toFile())
        .setEntryPointClassName(plan.mainClass())
        .setArguments(plan.arguments().toArray(new String[0]))
        .setConfiguration(configuration)
        .build();
  }

  private static void run(
      TrialPlan plan, StreamGraph graph, ClassLoader classes, Configuration configuration)
      throws Exception {
    if (plan.savepoint().isPresent()) {
      TrialGraph.cutEnds(graph);
      graph.setSavepointRestoreSettings(
          SavepointRestoreSettings.forPath(
              plan.savepoint().get(), false, RecoveryClaimMode.NO_CLAIM));
    }
    JobGraph job = graph.getJobGraph(classes, JobID.generate());
    job.addJar(new org.apache.flink.core.fs.Path(plan.jar().toUri()));
    try (MiniCluster cluster = new MiniCluster(cluster(plan, configuration))) {
      cluster.start();
      cluster.submitJob(job).get(LONGEST_S, TimeUnit.SECONDS);
      JobResult result = cluster.requestJobResult(job.getJobID()).get(LONGEST_S, TimeUnit.SECONDS);
      result.toJobExecutionResult(classes);
    }
  }

  private static MiniClusterConfiguration cluster(TrialPlan plan, Configuration configuration) {
    return new MiniClusterConfiguration.Builder()
        .setConfiguration(configuration)
        .setNumTaskManagers(1)
        .setNumSlotsPerTaskManager(plan.parallelism())
        .build();
  }

  private static Configuration configuration(TrialPlan plan) {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.TMP_DIRS, plan.scratch().toString());
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        plan.scratch().resolve("checkpoints").toUri().toString());
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    LocalPorts.close(configuration);
    configuration.set(RestOptions.BIND_PORT, "0");
    return configuration;
  }

  private static String reason(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage()).strip().replaceAll("\\s*\\R\\s*", " | ");
    return root.getMessage() == null || root instanceof LinkageError
        ? root.getClass().getSimpleName() + ": " + message
        : message;
  }
}
