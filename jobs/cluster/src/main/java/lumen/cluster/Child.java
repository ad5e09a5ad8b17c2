package lumen.cluster;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One process that the supervisor keeps alive, and how often it had to. */
final class Child {
  /** What a process prints is little; a crash loop must not fill the disk. */
  private static final long MAX_OUT_BYTES = 1 << 20;

  private final ProcessPlan plan;
  private Process process;
  private long startNanos;
  private int spawns;
  private int lastExit = -1;
  private Future<?> pending;

  Child(ProcessPlan plan) {
    this.plan = plan;
  }

  Role role() {
    return plan.role();
  }

  /** The process started last. */
  Process process() {
    return process;
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
    process = builder.start();
    startNanos = System.nanoTime();
    spawns++;
    return process;
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
    lastExit = process.exitValue();
  }

  long livedMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }

  ClusterState.ProcessState state() {
    return new ClusterState.ProcessState(
        plan.role(), ProcessId.of(process.toHandle()), spawns - 1, lastExit);
  }
}
