package lumen.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import lumen.cluster.job.JobSubmission;
import lumen.terminal.LumenHome;

/** A session cluster in a folder of its own on a free port, ended when the test ends. */
public final class TestCluster implements AutoCloseable {
  /**
   * What a test runs, it runs once: the second compiler of the TaskManager would cost it more than
   * it gives.
   */
  private static final String ONE_COMPILER =
      "\nenv.java.opts.taskmanager: -XX:TieredStopAtLevel=1\n";

  private final SessionCluster cluster;
  private final Path folder;
  private final Path home;
  private final int port;

  /**
   * A cluster with a checkpoint every second instead of five: a job with an end waits for one
   * there.
   */
  public TestCluster(Path folder) throws IOException {
    this(folder, TestCluster::withQuickCheckpoints);
  }

  /**
   * A cluster with other settings of Flink.
   *
   * @param settings changes the template of {@code config.yaml}
   */
  public TestCluster(Path folder, UnaryOperator<String> settings) throws IOException {
    this(settings.andThen(text -> text + ONE_COMPILER)::apply, folder);
  }

  private TestCluster(UnaryOperator<String> settings, Path folder) throws IOException {
    this.folder = folder;
    this.home = folder.resolveSibling(folder.getFileName() + "-home");
    this.port = freePort();
    this.cluster = SessionCluster.in(home(settings), folder);
  }

  /** A cluster as users have it, for what is measured. */
  public static TestCluster asShipped(Path folder) throws IOException {
    return new TestCluster(UnaryOperator.identity(), folder);
  }

  private static String withQuickCheckpoints(String config) {
    if (!config.contains("\n  interval: 5 s\n")) {
      throw new IllegalStateException("config.yaml must have a checkpoint every 5 s");
    }
    return config.replace("\n  interval: 5 s\n", "\n  interval: 1 s\n");
  }

  /** A home with templates of its own. */
  private LumenHome home(UnaryOperator<String> settings) throws IOException {
    LumenHome origin = LumenHome.locate();
    Path templates = Files.createDirectories(home.resolve("deploy/local"));
    Files.createSymbolicLink(home.resolve("jobs"), origin.root().resolve("jobs"));
    try (Stream<Path> files = Files.list(origin.clusterTemplates())) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        boolean config = file.endsWith("config.yaml");
        Files.writeString(
            templates.resolve(file.getFileName()), config ? settings.apply(text) : text);
      }
    }
    return new LumenHome(home);
  }

  public SessionCluster cluster() {
    return cluster;
  }

  public int port() {
    return port;
  }

  ClusterSettings settings(boolean highAvailability) {
    return new ClusterSettings(2, port, highAvailability);
  }

  /** Numbers without end in sight, two hundred a second. */
  public JobSubmission counting() throws IOException {
    return counting(1_000_000_000, 200);
  }

  JobSubmission counting(long count, int perSecond) throws IOException {
    return new JobSubmission(
        jar(),
        CountingJob.class.getName(),
        List.of(Long.toString(count), Integer.toString(perSecond)),
        2,
        Optional.empty());
  }

  private Path jar() throws IOException {
    Path jar = folder.resolveSibling("counting-" + port + ".jar");
    Path classes = Path.of("target/test-classes");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> paths = Files.walk(classes.resolve("lumen/cluster"))) {
      for (Path path :
          paths.filter(p -> p.getFileName().toString().startsWith("CountingJob")).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(path).toString()));
        Files.copy(path, out);
        out.closeEntry();
      }
    }
    return jar;
  }

  /** Processes whose command line names the cluster's folder. */
  public List<Long> processes() {
    return ProcessHandle.allProcesses()
        .filter(
            handle ->
                handle
                    .info()
                    .commandLine()
                    .filter(line -> line.contains(folder.toString()))
                    .filter(line -> !line.contains("surefire"))
                    .isPresent())
        .map(ProcessHandle::pid)
        .toList();
  }

  /** A port of loopback that nobody listens on. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Ends it; what follows links must not be removed with the test's folder. */
  @Override
  public void close() {
    cluster.stop();
    try {
      Files.deleteIfExists(home.resolve("jobs"));
    } catch (IOException e) {
      throw new UncheckedIOException("the link must be removable: " + home, e);
    }
  }
}
