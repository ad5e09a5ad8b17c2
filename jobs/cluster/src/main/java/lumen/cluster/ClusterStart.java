package lumen.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lumen.cluster.job.RestClient;
import lumen.cluster.job.RestFailure;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;

/** Brings a session cluster up, and says in one line why it does not come up. */
final class ClusterStart {
  private static final long READY_MILLIS = 90_000;
  private static final long POLL_MILLIS = 100;
  private static final long JOBS_MILLIS = 60_000;

  /** A property with which a drill shows what the check is for: {@code off}. */
  private static final String HANG_CHECK = "lumen.cluster.hang-check";

  private final LumenHome home;
  private final ClusterDirectory directory;
  private long startedMillis;

  ClusterStart(LumenHome home, ClusterDirectory directory) {
    this.home = home;
    this.directory = directory;
  }

  /** Returns false if it ran already. */
  boolean start(ClusterSettings settings) {
    refuseOthers();
    directory.create();
    try (FileChannel file =
            FileChannel.open(
                directory.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      Optional<ClusterState> known = readState(directory);
      if (known.isPresent() && known.get().supervisor().alive().isPresent()) {
        awaitReady(Optional.empty());
        return false;
      }
      if (known.filter(this::canBeTakenOver).isPresent()) {
        takeOver();
      } else {
        launch(settings);
      }
      return lock.isValid();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "the cluster's folder must be usable: " + e.getMessage(), e);
    }
  }

  /** A folder with a configuration of Flink that no start here wrote is somebody's Flink. */
  private void refuseOthers() {
    Path config = directory.conf().resolve("config.yaml");
    if (Files.exists(config) && !Files.exists(directory.lock())) {
      throw CommandFailure.usage(
          "the cluster's folder must be its own: %s is another Flink's; choose another LUMEN_CLUSTER_DIR"
              .formatted(config));
    }
  }

  /** What the supervisor last wrote, if a cluster was started in the folder and not stopped. */
  static Optional<ClusterState> readState(ClusterDirectory directory) {
    if (!Files.exists(directory.state())) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(directory.state(), ClusterState.class));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "the cluster's state must be readable: " + directory.state(), e);
    }
  }

  /** Whether a supervisor was killed and left processes that live. */
  private boolean canBeTakenOver(ClusterState left) {
    return Files.exists(directory.plan())
        && left.processes().stream().anyMatch(one -> one.process().alive().isPresent());
  }

  /** The settings are those that the cluster was started with. */
  private void takeOver() throws IOException {
    Path said = directory.supervisorOut();
    if (Files.exists(said)) {
      Files.move(
          said, said.resolveSibling("supervisor.out.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    beginToSupervise();
  }

  private void beginToSupervise() throws IOException {
    startedMillis = System.currentTimeMillis();
    Process supervisor = SupervisorLaunch.launch(directory);
    awaitReady(Optional.of(supervisor));
    awaitJobs();
  }

  /** Those that an earlier cluster of the folder left, until the supervisor has started them. */
  private void awaitJobs() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(JOBS_MILLIS);
    while (System.nanoTime() < deadline && !jobsAreKnown()) {
      SessionCluster.pause(POLL_MILLIS);
    }
  }

  private boolean jobsAreKnown() throws IOException {
    RestClient rest = new RestClient(readState(directory).orElseThrow().restUrl());
    try {
      for (SubmittedJob job : SubmittedJob.all(directory)) {
        if (rest.job(job.id()).isEmpty()) {
          return false;
        }
      }
      return true;
    } catch (CommandFailure | RestFailure e) {
      return false;
    }
  }

  /** Jobs of a cluster that was killed as a whole are found, and started again. */
  private void launch(ClusterSettings settings) throws IOException {
    FlinkDistribution flink = FlinkDistribution.ofEnvironment(home);
    new ClusterStop(directory).endProcesses();
    Preconditions.portIsFree(settings.restPort());
    settings.everyMetrics().forEach(Preconditions::portsAreFree);
    new ClusterFiles(home, directory).write(settings);
    FlinkDistribution carried = flink.carrying(ResidentJobs.place(home, directory, settings));
    FlinkProcesses processes = new FlinkProcesses(directory, carried, settings.metrics());
    Preconditions.memorySuffices(
        processes.memoryBytes(settings.taskManagers()), Preconditions.availableMemory());
    SupervisorPlan plan = plan(settings, processes);
    Json.write(directory.plan(), plan);
    for (ProcessPlan process : plan.processes()) {
      Files.deleteIfExists(directory.out(process.process()));
    }
    beginToSupervise();
  }

  private static SupervisorPlan plan(ClusterSettings settings, FlinkProcesses processes)
      throws IOException {
    List<ProcessPlan> plans = new ArrayList<>();
    if (settings.highAvailability()) {
      plans.add(processes.zooKeeper());
    }
    plans.add(processes.jobManager());
    for (int number = 1; number <= settings.taskManagers(); number++) {
      plans.add(processes.taskManager(number));
    }
    return new SupervisorPlan(
        settings.allSlots(),
        settings.restPort(),
        settings.highAvailability(),
        !"off".equals(System.getProperty(HANG_CHECK)),
        plans);
  }

  /**
   * @param launched the supervisor that was just started; then a process that dies ends the start
   */
  private void awaitReady(Optional<Process> launched) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_MILLIS);
    while (!readState(directory).filter(ClusterStart::ready).isPresent()) {
      if (launched.isPresent()) {
        giveUpIfDead(launched.get());
      }
      if (System.nanoTime() > deadline) {
        if (launched.isPresent()) {
          new ClusterStop(directory).endProcesses();
        }
        throw CommandFailure.unreachable(
            "the cluster was not ready within %d s: see %s"
                .formatted(
                    READY_MILLIS / 1000, directory.log(ProcessName.JOB_MANAGER).getParent()));
      }
      SessionCluster.pause(POLL_MILLIS);
    }
  }

  private static boolean ready(ClusterState state) {
    try {
      return state.supervisor().alive().isPresent()
          && state.slotsRegistered(new RestClient(state.restUrl())) >= state.slots();
    } catch (CommandFailure | RestFailure e) {
      return false;
    }
  }

  private void giveUpIfDead(Process supervisor) throws IOException {
    Optional<ClusterState> state =
        readState(directory).filter(one -> one.supervisor().alive().isPresent());
    if (state.isEmpty() && !supervisor.isAlive() && supervisor.exitValue() != 0) {
      String said = Files.readString(directory.supervisorOut()).strip();
      throw CommandFailure.failed(
          "the supervisor died at its start (exit code %d): %s"
              .formatted(
                  supervisor.exitValue(), said.lines().findFirst().orElse("it said nothing")));
    }
    for (ClusterState.ProcessState process : state.map(ClusterState::processes).orElse(List.of())) {
      if (process.lastExit() >= 0) {
        ProcessName name = process.name();
        String reason = LastWords.of(directory.out(name), directory.log(name), startedMillis);
        new ClusterStop(directory).endProcesses();
        throw CommandFailure.failed(
            "the %s died at its start (exit code %d): %s"
                .formatted(name.title(), process.lastExit(), reason));
      }
    }
  }
}
