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
 * @param address of loopback
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

  public ServePlan {
    hosts = List.copyOf(hosts);
    pages = List.copyOf(pages);
  }
}
