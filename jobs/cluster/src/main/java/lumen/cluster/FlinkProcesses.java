package lumen.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lumen.door.RestDoorOptions;
import lumen.terminal.ClassArchive;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;
import org.apache.flink.util.ConfigurationException;

/**
 * The command lines of Flink's processes. Heap, direct memory and metaspace are computed by the
 * classes behind Flink's own {@code BashJavaUtils}, so they agree with its start scripts; as there,
 * {@code env.java.opts.jobmanager} and {@code env.java.opts.taskmanager} add options of the JVM.
 */
final class FlinkProcesses {
  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
  private static final String ZOOKEEPER =
      "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer";

  /** They coordinate and never compute: the cores are the TaskManager's. */
  private static final List<String> COORDINATOR =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /**
   * What lives long are the windows of the channels, two fifths of the heap with thousands of them:
   * G1 would begin its next marking as soon as the last has ended, and find nothing. What outlives
   * two young collections is such state, of the overlay job for minutes: to copy it again and again
   * only makes pauses longer.
   */
  private static final List<String> COLLECTOR =
      List.of(
          "-XX:+UseG1GC",
          "-XX:-G1UseAdaptiveIHOP",
          "-XX:InitiatingHeapOccupancyPercent=65",
          "-XX:MaxTenuringThreshold=1");

  private final ClusterDirectory directory;
  private final FlinkDistribution flink;
  private final MetricsPorts metrics;
  private final JobManagerProcessSpec jobManager;
  private final TaskExecutorProcessSpec taskManager;
  private final Configuration configuration;

  /**
   * @param directory with {@code conf/config.yaml} already written
   * @param flink whose jars run
   * @param metrics where the first TaskManager serves its metrics
   * @throws CommandFailure if the hosts that REST is to allow are none
   */
  FlinkProcesses(ClusterDirectory directory, FlinkDistribution flink, MetricsPorts metrics) {
    this.directory = directory;
    this.flink = flink;
    this.metrics = metrics;
    this.configuration = GlobalConfiguration.loadConfiguration(directory.conf().toString());
    requireAllowedHosts(configuration);
    this.jobManager = JobManagerProcessUtils.processSpecFromConfig(configuration);
    this.taskManager = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
  }

  /** The JobManager would notice with the first request, and refuse them all. */
  private static void requireAllowedHosts(Configuration configuration) {
    try {
      RestDoorOptions.rule(configuration);
    } catch (ConfigurationException e) {
      throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
    }
  }

  /** Memory that a JobManager and TaskManagers take at most when they work, in bytes. */
  long memoryBytes(int taskManagers) {
    return jobManager.getTotalProcessMemorySize().getBytes()
        + taskManagers * taskManager.getTotalProcessMemorySize().getBytes();
  }

  ProcessPlan jobManager() throws IOException {
    List<String> options = new ArrayList<>(COORDINATOR);
    options.addAll(
        words(JobManagerProcessUtils.generateJvmParametersStr(jobManager, configuration)));
    options.addAll(words(configuration.get(CoreOptions.FLINK_JM_JVM_OPTIONS)));
    List<String> settings =
        new ArrayList<>(words(JobManagerProcessUtils.generateDynamicConfigsStr(jobManager)));
    settings.addAll(List.of("-D", "metrics.reporters=" + metrics.reportersOfJobManager()));
    return plan(ProcessName.JOB_MANAGER, options, JOB_MANAGER, withConf(settings));
  }

  /** Those of one host cannot share a port: each has its own for its metrics. */
  ProcessPlan taskManager(int number) throws IOException {
    List<String> options = new ArrayList<>(COLLECTOR);
    options.addAll(words(ProcessMemoryUtils.generateJvmParametersStr(taskManager)));
    options.addAll(words(configuration.get(CoreOptions.FLINK_TM_JVM_OPTIONS)));
    List<String> settings =
        new ArrayList<>(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(taskManager)));
    settings.addAll(List.of("-D", "taskmanager.resource-id=" + ProcessPlan.TASK_MANAGER_ID));
    MetricsPorts own = metrics.ofTaskManager(number);
    settings.addAll(List.of("-D", "metrics.reporters=" + own.reporters()));
    if (number > 1) {
      own.byReporter()
          .forEach(
              (name, port) ->
                  settings.addAll(List.of("-D", "metrics.reporter." + name + ".port=" + port)));
    }
    return plan(
        new ProcessName(Role.TASKMANAGER, number), options, TASK_MANAGER, withConf(settings));
  }

  ProcessPlan zooKeeper() throws IOException {
    String settings = directory.conf().resolve("zoo.cfg").toString();
    List<String> options = new ArrayList<>(COORDINATOR);
    options.add("-Xmx64m");
    return plan(
        new ProcessName(Role.ZOOKEEPER, 1),
        options,
        ZOOKEEPER,
        List.of("--zkConfigFile", settings, "--peerId", "1"));
  }

  private List<String> withConf(List<String> settings) {
    List<String> arguments = new ArrayList<>(List.of("--configDir", directory.conf().toString()));
    arguments.addAll(settings);
    return arguments;
  }

  private ProcessPlan plan(
      ProcessName process, List<String> options, String mainClass, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(ClassArchive.beside(flink.library()).options());
    command.addAll(options);
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("@" + directory.conf().resolve("jvm.options"));
    command.add("-Dlog.file=" + directory.log(process));
    command.add(
        "-Dlog4j.configurationFile=" + directory.conf().resolve("log4j.properties").toUri());
    command.add("-cp");
    command.add(flink.classPath());
    command.add(mainClass);
    command.addAll(arguments);
    return new ProcessPlan(
        process.role(),
        process.number(),
        command,
        flink.environment(),
        directory.out(process).toString());
  }

  /** The program of the JVM that this runs in. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
