package lumen.cluster;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One process that the supervisor keeps alive, and how often it had to. It is started here, or was
 * started by a supervisor that is dead, and then its exit code is not to be had.
 */
final class Child {
  /** What a process prints is little; a crash loop must not fill the disk. */
  private static final long MAX_OUT_BYTES = 1 << 20;

  private final ProcessPlan plan;
  private ProcessHandle handle;
  private ProcessId id;
  private Optional<Process> started = Optional.empty();
  private long startNanos;
  private int spawns;
  private int lastExit = -1;
  private boolean down;
  private Future<?> pending;

  Child(ProcessPlan plan) {
    this.plan = plan;
  }

  ProcessName name() {
    return plan.process();
  }

  /** The process started last. */
  ProcessHandle handle() {
    return handle;
  }

  /** Its number and start. */
  ProcessId id() {
    return id;
  }

  /** Its name where it is a TaskManager. */
  String taskManagerId() {
    return name().taskManagerId(spawns - 1);
  }

  Process spawn() throws IOException {
    File out = new File(plan.out());
    Redirect redirect = out.length() > MAX_OUT_BYTES ? Redirect.to(out) : Redirect.appendTo(out);
    ProcessBuilder builder =
        new ProcessBuilder(plan.command(spawns))
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(redirect);
    builder.environment().putAll(plan.environment());
    Process process = builder.start();
    started = Optional.of(process);
    take(process.toHandle());
    spawns++;
    return process;
  }

  /** Goes on from a process that another supervisor started; it may be dead. */
  void goOnFrom(ClusterState.ProcessState left) {
    spawns = left.respawns() + 1;
    left.process().alive().ifPresent(this::take);
  }

  private void take(ProcessHandle process) {
    handle = process;
    id = ProcessId.of(process);
    startNanos = System.nanoTime();
    down = false;
  }

  /** Whether a process was started or taken over. */
  boolean exists() {
    return handle != null;
  }

  /** Whether it was taken over: nobody tells of its end, so it has to be looked at. */
  boolean adopted() {
    return exists() && started.isEmpty();
  }

  /** Whether its end was seen, and another has not been started yet. */
  boolean isDown() {
    return down;
  }

  boolean alive() {
    return exists() && started.map(Process::isAlive).orElseGet(() -> id.alive().isPresent());
  }

  /** Kills it as {@code kill -9} does, which ends one that was stopped, too. */
  void kill() {
    if (exists()) {
      handle.destroyForcibly();
    }
  }

  /** Keeps what is to happen next to this process. */
  void watch(Future<?> next) {
    pending = next;
  }

  /** Nothing more is to happen to it. */
  void forget() {
    if (pending != null) {
      pending.cancel(false);
    }
  }

  void ended() {
    lastExit = exitValue().orElse(-1);
    down = true;
  }

  /** What it ended with, if it was started here. */
  OptionalInt exitValue() {
    return started.filter(process -> !process.isAlive()).stream()
        .mapToInt(Process::exitValue)
        .findFirst();
  }

  long livedMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }

  ClusterState.ProcessState state() {
    return new ClusterState.ProcessState(
        plan.role(), name().number(), id, Math.max(0, spawns - 1), lastExit);
  }
}
