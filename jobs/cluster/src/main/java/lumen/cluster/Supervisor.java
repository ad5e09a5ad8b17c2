package lumen.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import lumen.terminal.Json;

/**
 * Keeps the processes of a session cluster alive. A standalone Flink cluster replaces nobody: after
 * the death of a TaskManager the JobManager waits for slots that never come. So this small process,
 * detached from the lumenctl that started it, starts a dead one again at once, or after {@value
 * #RESPAWN_DELAY_MILLIS} ms if it had not lived for {@value #SHORT_LIFE_MILLIS} ms. One that lives
 * and does nothing is killed first ({@link HangWatch}).
 *
 * <p>Without high availability a new JobManager knows no jobs. The TaskManagers are then replaced
 * too, so that no task of the old attempt goes on, and {@link JobKeeper} starts the jobs again from
 * their newest checkpoint.
 *
 * <p>Where another supervisor of the folder was killed, this one goes on with the processes that
 * live ({@link Takeover}).
 *
 * <p>SIGTERM ends it and its processes. All its decisions are made on one thread.
 */
final class Supervisor {
  private static final long SHORT_LIFE_MILLIS = 5_000;
  private static final long RESPAWN_DELAY_MILLIS = 500;
  private static final long ADOPTED_LOOK_MILLIS = 200;

  private final ClusterDirectory directory;
  private final SupervisorPlan plan;
  private final Map<ProcessName, Child> children = new TreeMap<>();
  private final ScheduledExecutorService decisions = Executors.newSingleThreadScheduledExecutor();
  private final JobKeeper keeper;
  private final HangWatch hangs;
  private volatile Optional<HangWatch.Watched> watched = Optional.empty();
  private ScheduledFuture<?> adoptedLooks;
  private volatile boolean stopping;

  private Supervisor(ClusterDirectory directory, SupervisorPlan plan) {
    this.directory = directory;
    this.plan = plan;
    this.keeper = new JobKeeper(directory, plan, this::writeStateSoon);
    this.hangs =
        new HangWatch(
            plan.restPort(),
            () -> watched,
            (process, pid) -> soon(() -> replaceHung(process, pid)));
  }

  /**
   * Runs until it is ended.
   *
   * @param args the cluster's folder, which holds {@code plan.json}
   */
  public static void main(String[] args) throws Exception {
    ClusterDirectory directory = new ClusterDirectory(Path.of(args[0]));
    SupervisorPlan plan = Json.read(directory.plan(), SupervisorPlan.class);
    Supervisor supervisor = new Supervisor(directory, plan);
    CountDownLatch never = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stop, "stop"));
    supervisor.start();
    never.await();
  }

  private void start() throws Exception {
    decisions.submit(this::startAll).get();
    keeper.watch();
    if (plan.replacesHung()) {
      hangs.watch();
    }
  }

  private Void startAll() throws IOException {
    for (ProcessPlan process : plan.processes()) {
      children.put(process.process(), new Child(process));
    }
    Optional<ClusterState> left = ClusterStart.readState(directory);
    if (left.isPresent()) {
      Takeover.of(directory, left.get(), children);
      keeper.goOnFrom(left.get().resubmissions());
    }
    if (!plan.highAvailability()) {
      keeper.jobManagerMayBeNew();
    }
    for (Child child : children.values()) {
      if (child.alive()) {
        log("%s %d is taken over".formatted(child.name().title(), child.handle().pid()));
      } else {
        spawn(child);
      }
    }
    writeState();
    adoptedLooks =
        decisions.scheduleWithFixedDelay(
            () -> guarded(this::lookAtAdopted),
            ADOPTED_LOOK_MILLIS,
            ADOPTED_LOOK_MILLIS,
            TimeUnit.MILLISECONDS);
    return null;
  }

  private void spawn(Child child) throws IOException {
    Process process = child.spawn();
    log("%s starts as %d".formatted(child.name().title(), process.pid()));
    ProcessHandle handle = process.toHandle();
    child.watch(process.onExit().thenAccept(ended -> soon(() -> exited(child, handle))));
  }

  /** Of a process that another started nobody tells when it ends. */
  private void lookAtAdopted() throws IOException {
    for (Child child : children.values()) {
      if (child.adopted() && !child.isDown() && !child.alive()) {
        exited(child, child.handle());
      }
    }
  }

  private void exited(Child child, ProcessHandle ended) throws IOException {
    if (stopping || !child.handle().equals(ended)) {
      return;
    }
    String code =
        child.exitValue().isPresent() ? Integer.toString(child.exitValue().getAsInt()) : "?";
    log("%s %d ended with %s".formatted(child.name().title(), ended.pid(), code));
    respawnLater(child);
    if (child.name().role() == Role.JOBMANAGER && !plan.highAvailability()) {
      taskManagers().forEach(Child::kill);
      keeper.jobManagerLost();
    }
    writeState();
  }

  /** It may be another by now. */
  private void replaceHung(ProcessName process, long pid) {
    Child child = children.get(process);
    if (!stopping && child.handle().pid() == pid && child.alive()) {
      log("%s %d lives and does nothing: killed".formatted(process.title(), pid));
      child.kill();
    }
  }

  private void respawnLater(Child child) {
    long delay = child.livedMillis() < SHORT_LIFE_MILLIS ? RESPAWN_DELAY_MILLIS : 0;
    child.ended();
    child.watch(
        decisions.schedule(() -> guarded(() -> respawn(child)), delay, TimeUnit.MILLISECONDS));
  }

  private void respawn(Child child) throws IOException {
    if (!stopping) {
      spawn(child);
      writeState();
    }
  }

  private void writeStateSoon() {
    soon(this::writeState);
  }

  private void writeState() throws IOException {
    watched = watched();
    List<ClusterState.ProcessState> processes = new ArrayList<>();
    for (Child child : children.values()) {
      processes.add(child.state());
      Files.writeString(directory.pid(child.name().fileName()), child.handle().pid() + "\n");
    }
    Json.write(
        directory.state(),
        new ClusterState(
            ProcessId.of(ProcessHandle.current()),
            plan.slots(),
            plan.restPort(),
            plan.highAvailability(),
            keeper.resubmissions(),
            processes));
  }

  private Optional<HangWatch.Watched> watched() {
    Child jobManager = children.get(ProcessName.JOB_MANAGER);
    if (!jobManager.alive()) {
      return Optional.empty();
    }
    List<HangWatch.Worker> living =
        taskManagers().stream()
            .filter(Child::alive)
            .map(
                child ->
                    new HangWatch.Worker(child.name(), child.handle().pid(), child.taskManagerId()))
            .toList();
    return Optional.of(new HangWatch.Watched(jobManager.handle().pid(), living));
  }

  private List<Child> taskManagers() {
    return children.values().stream()
        .filter(child -> child.name().role() == Role.TASKMANAGER)
        .toList();
  }

  private void stop() {
    stopping = true;
    log("stopping");
    if (adoptedLooks != null) {
      adoptedLooks.cancel(false);
    }
    decisions.shutdownNow();
    hangs.close();
    keeper.close();
    ChildrenEnd.end(children.values());
  }

  private void soon(Step step) {
    if (!stopping) {
      decisions.execute(() -> guarded(step));
    }
  }

  private static void guarded(Step step) {
    try {
      step.run();
    } catch (IOException | RuntimeException e) {
      log("failed: " + e);
    }
  }

  static void log(String text) {
    System.out.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + text);
  }

  /** A decision that may touch files. */
  private interface Step {
    void run() throws IOException;
  }
}
