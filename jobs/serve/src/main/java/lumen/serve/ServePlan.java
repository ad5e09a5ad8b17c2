package lumen.serve;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import lumen.cluster.job.JobStatus;
import lumen.serve.kept.Snapshots;
import lumen.serve.limit.RequestLimits;
import lumen.serve.watch.WatchedPage;

/**
 * What is served, and where.
 *
 * @param address of loopback, or where else the operator says
 * @param port 0: any free one
 * @param hosts further names by which it may be called
 * @param pages of metrics that are watched
 * @param jobs asks the cluster for its jobs
 * @param run folder of the run's results, if its evidence is to be read
 * @param snapshots of the cluster
 * @param limits who may ask how often
 * @param verdicts what a Prometheus says, if one is known
 */
public record ServePlan(
    InetAddress address,
    int port,
    List<String> hosts,
    List<WatchedPage> pages,
    Supplier<List<JobStatus>> jobs,
    Optional<Path> run,
    Snapshots snapshots,
    RequestLimits limits,
    Optional<Verdicts> verdicts) {
  /** Where it listens if nothing else is said. */
  public static final int PORT = 9_320;

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if others than this machine reach it, and no name is told by
   *     which they may
   */
  public ServePlan {
    hosts = List.copyOf(hosts);
    pages = List.copyOf(pages);
    if (!address.isLoopbackAddress() && hosts.isEmpty()) {
      throw new IllegalArgumentException(
          "--allow-host NAME must be given with --listen %s, the name by which it is called"
              .formatted(address.getHostAddress()));
    }
  }
}
