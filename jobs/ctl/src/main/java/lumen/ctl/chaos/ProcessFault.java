package lumen.ctl.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import lumen.cluster.SessionCluster;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;

/**
 * A process of the session cluster that is killed or stands still, and how long it takes until
 * everything runs again.
 */
final class ProcessFault {
  private static final long LOOK_MILLIS = 50;
  private static final double SEEN_S = 5;

  private final SessionCluster cluster;
  private final FaultedRole role;
  private final int which;
  private final int jobs;
  private final long pid;
  private final ProcessHandle process;

  /**
   * @param which of several, from 1
   * @throws CommandFailure where no cluster runs, or the process does not live
   */
  ProcessFault(SessionCluster cluster, FaultedRole role, int which) {
    this.cluster = cluster;
    this.role = role;
    this.which = which;
    this.jobs = FaultedRole.running(cluster);
    this.process =
        role.process(cluster, which)
            .orElseThrow(() -> CommandFailure.failed("the %s must live".formatted(role.title())));
    this.pid = process.pid();
  }

  /**
   * What came of it.
   *
   * @param fault what was done
   * @param pid to which process
   * @param verdict what came of it
   * @param replacedSeconds from the fault until another process was there; -1 if none came
   * @param wellSeconds from the fault until all slots and jobs were there; -1 if they were not
   * @param jobs that ran before, and must run again
   */
  record Outcome(
      String fault,
      long pid,
      FaultVerdict verdict,
      double replacedSeconds,
      double wellSeconds,
      int jobs) {}

  /** Kills it as {@code kill -9} does. */
  Outcome kill(double within) {
    long millis = System.currentTimeMillis();
    long begun = System.nanoTime();
    process.destroyForcibly();
    boolean gone =
        await(() -> !process.isAlive() || role.pid(cluster, which) != pid, begun, SEEN_S);
    return outcome("kill " + name(), gone, millis, begun, within);
  }

  /** Has it stand still for a while; it is woken if it is still there. */
  Outcome pause(double seconds, double within) throws IOException, InterruptedException {
    long millis = System.currentTimeMillis();
    long begun = System.nanoTime();
    signal("STOP");
    boolean still = await(() -> state() == 'T', begun, SEEN_S);
    await(() -> !process.isAlive(), begun, seconds);
    boolean killed = !process.isAlive();
    if (!killed) {
      signal("CONT");
    }
    return outcome(
        "pause " + name(), still, killed ? millis : 0, begun, Math.max(within, seconds + within));
  }

  private String name() {
    String name = role.title().toLowerCase(Locale.ROOT);
    return which == 1 ? name : name + " " + which;
  }

  /**
   * @param replacedMillis when the process was lost, so that the jobs have to begin anew; 0 = never
   */
  private Outcome outcome(
      String fault, boolean injected, long replacedMillis, long begun, double within) {
    boolean replaced = replacedMillis > 0;
    double other = -1;
    if (replaced && await(() -> role.pid(cluster, which) != pid, begun, within)) {
      other = since(begun);
    }
    boolean well =
        (!replaced || other >= 0)
            && await(() -> FaultedRole.isWell(cluster, jobs, replacedMillis), begun, within);
    double wellAfter = well ? since(begun) : -1;
    return new Outcome(fault, pid, FaultVerdict.of(injected, well), other, wellAfter, jobs);
  }

  /** Prints it; returns the exit code. */
  static int tell(Outcome outcome, boolean json, PrintWriter out) {
    if (json) {
      out.println(Json.text(outcome));
    } else {
      String replaced =
          outcome.replacedSeconds() < 0
              ? ""
              : String.format(Locale.ROOT, ", replaced after %.1f s", outcome.replacedSeconds());
      String well =
          outcome.wellSeconds() < 0
              ? "not all runs again"
              : String.format(
                  Locale.ROOT,
                  "all slots and %d jobs after %.1f s",
                  outcome.jobs(),
                  outcome.wellSeconds());
      out.printf(
          "%s %s %d%s, %s%n", outcome.verdict(), outcome.fault(), outcome.pid(), replaced, well);
    }
    return outcome.verdict() == FaultVerdict.PASS ? ExitCode.OK : ExitCode.FAILED;
  }

  private static double since(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  private static boolean await(BooleanSupplier condition, long begun, double seconds) {
    while (!holds(condition)) {
      if (since(begun) > seconds) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /** Nobody answers while the JobManager is away. */
  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (CommandFailure e) {
      return false;
    }
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** As Linux' own table has it: T is one that stands still. */
  private char state() {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return '?';
    }
  }
}
