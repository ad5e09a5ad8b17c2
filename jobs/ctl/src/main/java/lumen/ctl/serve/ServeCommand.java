package lumen.ctl.serve;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import lumen.cluster.MetricsPorts;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.RestClient;
import lumen.fusion.metrics.FusionExporter;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.serve.LiveServer;
import lumen.serve.ServePlan;
import lumen.serve.Verdicts;
import lumen.serve.kept.Snapshots;
import lumen.serve.limit.LimitsFile;
import lumen.serve.limit.RequestLimits;
import lumen.serve.watch.WatchedPage;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Interrupts;
import lumen.terminal.LumenHome;
import lumen.watch.gate.GatesCatalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl serve}: the live page, and all that is asked of a running job. */
@Command(
    name = "serve",
    description = {
      "Serve the live page, metrics, readiness and evidence of the running job, until Ctrl-C.",
      "On loopback unless --listen says otherwise; reads, and changes nothing."
    })
public final class ServeCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Option(names = "--port", paramLabel = "N", description = "Port, 0: any [9320].")
  private int port = ServePlan.PORT;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      description =
          "Address of this machine, such as 0.0.0.0, for others to reach it by --allow-host [loopback].")
  private String listen = "127.0.0.1";

  @Option(
      names = "--taskmanager",
      paramLabel = "HOST",
      description = "Where the TaskManager serves its metrics [127.0.0.1].")
  private String taskManager = "127.0.0.1";

  @Option(
      names = "--jobmanager",
      paramLabel = "HOST",
      description = "Where the JobManager serves its metrics [127.0.0.1].")
  private String jobManager = "127.0.0.1";

  @Option(
      names = "--rest",
      paramLabel = "URL",
      description = "REST of the Flink that runs the job [that of lumenctl cluster].")
  private Optional<URI> rest = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Folder whose exporter keys and policies/mt_limits.yaml hold.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "Folder of the run's results, for its evidence.")
  private Optional<Path> run = Optional.empty();

  @Option(
      names = "--metrics-port-fusion",
      paramLabel = "N",
      description = "Port of the fusion metrics [exporter.http_port].")
  private Optional<Integer> fusionPort = Optional.empty();

  @Option(
      names = "--metrics-port-bridge",
      paramLabel = "N",
      description = "Port of the bridge's metrics [exporter.port].")
  private Optional<Integer> bridgePort = Optional.empty();

  @Option(
      names = "--metrics-port-jobmanager",
      paramLabel = "N",
      description = "Port of the JobManager's metrics, 0: not watched [9311].")
  private int jobManagerPort = 9_311;

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      description = "Prometheus with the shipped rules, for /v1/slo and /v1/gates [none].")
  private Optional<URI> prometheus = Optional.empty();

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description = "Another name by which it is called, such as a reverse proxy's.")
  private List<String> hosts = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    ServePlan plan = plan();
    try (Interrupts interrupts = Interrupts.tell(end::countDown);
        LiveServer server = LiveServer.start(plan, InstantSource.system())) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("live page  " + server.url());
      out.println("contract   " + server.url() + "openapi.yaml");
      out.println("Ctrl-C ends it; the job goes on.");
      out.flush();
      end.await();
      return ExitCode.OK;
    } catch (BindException e) {
      throw CommandFailure.failed(
          "--port must be free: another program listens on %s:%d".formatted(listen, port));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.OK;
    }
  }

  private ServePlan plan() {
    checkPort("--port", port);
    checkPort("--metrics-port-jobmanager", jobManagerPort);
    fusionPort.ifPresent(given -> checkPort("--metrics-port-fusion", given));
    bridgePort.ifPresent(given -> checkPort("--metrics-port-bridge", given));
    run.filter(folder -> !Files.isDirectory(folder))
        .ifPresent(
            folder -> {
              throw CommandFailure.usage("--run must be a folder of results: " + folder);
            });
    try {
      LumenSettings settings = config.map(SettingsLoader::load).orElseGet(LumenSettings::defaults);
      RequestLimits limits = LimitsFile.read(config);
      SessionCluster cluster = SessionCluster.locate();
      Snapshots snapshots =
          new Snapshots(cluster.directory().savepoints(), cluster.directory().checkpoints());
      return new ServePlan(
          address(),
          port,
          hosts,
          pages(settings),
          () -> rest.map(RestClient::new).orElseGet(cluster::rest).jobs(),
          run,
          snapshots,
          limits,
          verdicts());
    } catch (SettingsException | IllegalArgumentException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private Optional<Verdicts> verdicts() {
    Path gates = config.orElseGet(() -> LumenHome.locate().root().resolve("configs"));
    return prometheus.map(url -> new PrometheusVerdicts(url, GatesCatalogue.load(gates)));
  }

  private InetAddress address() {
    try {
      return InetAddress.getByName(listen);
    } catch (UnknownHostException e) {
      throw CommandFailure.usage("--listen must be an address of this machine: " + listen);
    }
  }

  private List<WatchedPage> pages(LumenSettings settings) {
    List<WatchedPage> pages = new ArrayList<>();
    int fusion = fusionPort.orElse(settings.fusion().exporter().httpPort());
    int bridge = bridgePort.orElse(settings.bridge().exporter().port());
    MetricsPorts first = new MetricsPorts(fusion, bridge, 0);
    for (int number = 1; number <= taskManagers(); number++) {
      MetricsPorts its = first.ofTaskManager(number);
      String name = number == 1 ? "" : Integer.toString(number);
      add(pages, "fusion" + name, taskManager, its.fusion(), FusionExporter.FUSION.path(), false);
      add(pages, "bridge" + name, taskManager, its.bridge(), FusionExporter.BRIDGE.path(), false);
    }
    add(pages, "jobmanager", jobManager, jobManagerPort, "/metrics_jobmanager", true);
    String ure = settings.bridge().ure().metricsUrl();
    if (!ure.isEmpty()) {
      pages.add(new WatchedPage("ure", URI.create(ure), true));
    }
    return pages;
  }

  /** Of the session cluster; of a Flink elsewhere the one that --taskmanager names. */
  private int taskManagers() {
    return rest.isPresent() || !taskManager.equals("127.0.0.1")
        ? 1
        : SessionCluster.locate().taskManagers();
  }

  private static void add(
      List<WatchedPage> pages, String name, String host, int port, String path, boolean optional) {
    if (port != 0) {
      URI url = URI.create("http://%s:%d%s".formatted(host, port, path));
      pages.add(new WatchedPage(name, url, optional));
    }
  }

  private static void checkPort(String option, int port) {
    if (port < 0 || port > MAX_PORT) {
      throw CommandFailure.usage("must be in 0..65535: %s %d".formatted(option, port));
    }
  }
}
