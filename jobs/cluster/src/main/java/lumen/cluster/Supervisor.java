package lumen.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lumen.terminal.Json;

/**
 * Keeps the processes of a session cluster alive. A standalone Flink cluster replaces nobody: after
 * the death of a TaskManager the JobManager waits for slots that never come. So this small process,
 * detached from the lumenctl that started it, starts a dead one again at once, or after {@value
 * #RESPAWN_DELAY_MILLIS} ms if it had not lived for {@value #SHORT_LIFE_MILLIS} ms.
 *
 * <p>Without high availability a new JobManager knows no jobs. The TaskManager is then replaced
 * too, so that no task of the old attempt goes on, and {@link JobKeeper} starts the jobs again from
 * their newest checkpoint.
 *
 * <p>SIGTERM ends it and its processes. All its decisions are made on one thread.
 */
final class Supervisor {
  private static final long SHORT_LIFE_MILLIS = 5_000;
  private static final long RESPAWN_DELAY_MILLIS = 500;
  private static final long GRACE_SECONDS = 10;

  private final ClusterDirectory directory;
  private final SupervisorPlan plan;
  private final Map<Role, Child> children = new EnumMap<>(Role.class);
  private final ScheduledExecutorService decisions = Executors.newSingleThreadScheduledExecutor();
  private final JobKeeper keeper;
  private volatile boolean stopping;

  private Supervisor(ClusterDirectory directory, SupervisorPlan plan) {
    this.directory = directory;
    this.plan = plan;
    this.keeper = new JobKeeper(directory, plan, this::writeStateSoon);
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
  }

  private Void startAll() throws IOException {
    for (ProcessPlan process : plan.processes()) {
      children.put(process.role(), new Child(process));
    }
    for (Child child : children.values()) {
      spawn(child);
    }
    writeState();
    return null;
  }

  private void spawn(Child child) throws IOException {
    Process process = child.spawn();
    log("%s starts as %d".formatted(child.role().title(), process.pid()));
    child.watch(process.onExit().thenAccept(ended -> soon(() -> exited(child, ended))));
  }

  private void exited(Child child, Process ended) throws IOException {
    if (stopping || child.process() != ended) {
      return;
    }
    log("%s %d ended with %d".formatted(child.role().title(), ended.pid(), ended.exitValue()));
    respawnLater(child);
    if (child.role() == Role.JOBMANAGER && !plan.highAvailability()) {
      Child taskManager = children.get(Role.TASKMANAGER);
      taskManager.process().destroyForcibly();
      keeper.jobManagerLost();
    }
    writeState();
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
    List<ClusterState.ProcessState> processes = new ArrayList<>();
    for (Child child : children.values()) {
      processes.add(child.state());
      Files.writeString(directory.pid(child.role().fileName()), child.process().pid() + "\n");
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

  private void stop() {
    stopping = true;
    log("stopping");
    decisions.shutdownNow();
    keeper.close();
    List<Child> last = new ArrayList<>(children.values());
    Collections.reverse(last);
    last.forEach(Child::forget);
    last.forEach(child -> child.process().destroy());
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
    for (Child child : last) {
      try {
        if (!child.process().waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          log("%s does not end: killed".formatted(child.role().title()));
          child.process().destroyForcibly();
        }
      } catch (InterruptedException e) {
        child.process().destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
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
