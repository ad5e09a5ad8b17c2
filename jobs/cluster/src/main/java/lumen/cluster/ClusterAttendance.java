package lumen.cluster;

import java.io.File;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Interrupts;

/**
 * Stays with a session cluster, as a service manager wants its services: tells it when the cluster
 * is ready, ends the cluster when this process is asked to end, and ends when the cluster does.
 */
public final class ClusterAttendance implements AutoCloseable {
  /** Where systemd listens, see sd_notify(3). */
  private static final String NOTIFY = "NOTIFY_SOCKET";

  private static final long CLEARED_MILLIS = 20_000;
  private static final long POLL_MILLIS = 100;

  private final SessionCluster cluster;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Interrupts asked = Interrupts.tell(end::countDown);

  /** Begins to listen; made before the cluster is started, who asks meanwhile is heard too. */
  public ClusterAttendance(SessionCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Waits for the end of a cluster that runs.
   *
   * @throws CommandFailure if the cluster ends though nobody stopped it; what it left is ended
   */
  public void untilItEnds() {
    try {
      ProcessHandle supervisor = supervisor().orElseThrow(this::lost);
      tellReady();
      boolean told = end.await(0, TimeUnit.MILLISECONDS);
      while (!told && supervisor.isAlive()) {
        told = end.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
      }
      if (told) {
        cluster.stop();
      } else if (!wasStopped()) {
        throw lost();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "interrupted", e);
    }
  }

  @Override
  public void close() {
    asked.close();
  }

  private Optional<ProcessHandle> supervisor() {
    return cluster.state().flatMap(state -> state.supervisor().alive());
  }

  /** `cluster stop` ends the supervisor first, and takes its files away last. */
  private boolean wasStopped() {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLEARED_MILLIS);
    while (cluster.state().isPresent() && System.nanoTime() < until) {
      SessionCluster.pause(POLL_MILLIS);
    }
    return cluster.state().isEmpty();
  }

  private CommandFailure lost() {
    cluster.stop();
    return CommandFailure.failed(
        "the supervisor has ended though nobody stopped it: see "
            + cluster.directory().supervisorOut());
  }

  /** What fails here is missed by systemd, which then ends the unit and says so. */
  private static void tellReady() throws InterruptedException {
    if (System.getenv(NOTIFY) == null) {
      return;
    }
    try {
      new ProcessBuilder("systemd-notify", "--ready")
          .redirectErrorStream(true)
          .redirectOutput(new File("/dev/null"))
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "systemd-notify must be there where NOTIFY_SOCKET is set", e);
    }
  }
}
