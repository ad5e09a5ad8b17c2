package lumen.ctl.jobs;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.cluster.ClusterAttendance;
import lumen.cluster.ClusterSettings;
import lumen.cluster.ClusterStatus;
import lumen.cluster.MetricsPorts;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.JobStatus;
import lumen.ctl.fusion.ExporterPorts;
import lumen.ctl.serve.ServeProcess;
import lumen.terminal.Amount;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl cluster}: the session cluster of this machine. */
@Command(
    name = "cluster",
    description = {
      "Starts, stops and shows the Flink session cluster of this machine.",
      "It lives in target/cluster, or in LUMEN_CLUSTER_DIR. With FLINK_HOME set, the jars of that"
          + " distribution run."
    },
    subcommands = {
      ClusterCommand.Start.class,
      ClusterCommand.Stop.class,
      ClusterCommand.Status.class
    })
public final class ClusterCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "start",
      description = {
        "Starts the cluster and waits until its slots are there. Again: says it runs.",
        "After the death of its supervisor or of all of it, goes on: with the processes that live"
            + " and as they were started, and with the jobs, from their newest checkpoints.",
        "The jars of the folder LUMEN_CLUSTER_LIB, such as drivers of MIDI devices, join the class"
            + " path of its processes, which inherit the environment."
      })
  static final class Start implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--slots",
        defaultValue = "2",
        description = "Tasks side by side in a TaskManager [${DEFAULT-VALUE}].")
    private int slots;

    @Option(
        names = "--task-managers",
        paramLabel = "N",
        defaultValue = "1",
        description =
            "Processes that run tasks; each serves its metrics 100 ports above the one before"
                + " [${DEFAULT-VALUE}].")
    private int taskManagers;

    @Option(
        names = "--port",
        defaultValue = "8081",
        description = "Port of REST and web page [${DEFAULT-VALUE}].")
    private int port;

    @Option(
        names = "--ha",
        description = "Add a ZooKeeper peer that keeps the jobs over the loss of the JobManager.")
    private boolean highAvailability;

    @Option(
        names = "--config",
        paramLabel = "DIR",
        description = "Folder whose exporter keys name the ports of the metrics.")
    private Optional<Path> config = Optional.empty();

    @Option(
        names = MetricsPorts.FUSION_OPTION,
        paramLabel = "N",
        description = "Port of the fusion metrics, 0 for none [exporter.http_port].")
    private Optional<Integer> fusionPort = Optional.empty();

    @Option(
        names = MetricsPorts.BRIDGE_OPTION,
        paramLabel = "N",
        description = "Port of the bridge's metrics, 0 for none [exporter.port].")
    private Optional<Integer> bridgePort = Optional.empty();

    @Option(
        names = MetricsPorts.JOB_MANAGER_OPTION,
        paramLabel = "N",
        description = "Port of the JobManager's metrics, 0 for none [behind that of fusion].")
    private Optional<Integer> jobManagerPort = Optional.empty();

    @Option(
        names = MetricsPorts.OVERLAY_OPTION,
        paramLabel = "N",
        description =
            "Port of the overlay job's metrics, 0 for none [exporter.port of it; none where fusion"
                + " has none].")
    private Optional<Integer> overlayPort = Optional.empty();

    @Option(
        names = MetricsPorts.GOVERNANCE_OPTION,
        paramLabel = "N",
        description = "Port of the governance job's metrics, 0 for none [exporter.port of it].")
    private Optional<Integer> governancePort = Optional.empty();

    @Option(
        names = "--foreground",
        description = "Stay until the cluster ends, and end it when asked to end: for systemd.")
    private boolean foreground;

    @Option(names = "--json", description = "Print the status as JSON.")
    private boolean json;

    @Override
    public Integer call() {
      SessionCluster cluster = SessionCluster.locate();
      if (!foreground) {
        start(cluster);
        return ExitCode.OK;
      }
      try (ClusterAttendance attendance = new ClusterAttendance(cluster)) {
        start(cluster);
        attendance.untilItEnds();
      }
      return ExitCode.OK;
    }

    private void start(SessionCluster cluster) {
      MetricsPorts metrics = metricsPorts();
      boolean started =
          cluster.start(new ClusterSettings(slots, taskManagers, port, highAvailability, metrics));
      ClusterStatus status = ClusterStatus.of(cluster);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.text(status));
      } else {
        out.printf(
            "%s: %s  slots %d  folder %s%n",
            started ? "cluster runs" : "cluster already runs",
            status.url(),
            status.slotsRegistered(),
            status.folder());
        if (started && !metrics.equals(MetricsPorts.NONE)) {
          for (int number = 1; number <= taskManagers; number++) {
            out.println(
                (number == 1 ? "metrics: " : "metrics of TaskManager %d: ".formatted(number))
                    + ExporterPorts.urls(metrics.ofTaskManager(number)));
          }
        }
        long going = status.jobs().stream().filter(job -> !job.ended()).count();
        if (started && going > 0) {
          out.println("jobs that go on from before: " + going);
        }
      }
      out.flush();
    }

    private MetricsPorts metricsPorts() {
      MetricsPorts usual = ExporterPorts.of(config);
      int fusion = fusionPort.orElse(usual.fusion());
      int bridge = bridgePort.orElse(usual.bridge());
      return new MetricsPorts(
          fusion,
          bridge,
          jobManagerPort.orElse(ExporterPorts.behind(fusion, bridge)),
          overlayPort.orElse(fusion == 0 ? 0 : usual.overlay()),
          governancePort.orElse(fusion == 0 ? 0 : usual.governance()));
    }
  }

  @Command(name = "stop", description = "Ends all processes of the cluster; checkpoints stay.")
  static final class Stop implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "Print {\"stopped\": true|false}.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
      SessionCluster cluster = SessionCluster.locate();
      new ServeProcess(cluster).stop();
      boolean stopped = cluster.stop();
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println("{\"stopped\": " + stopped + "}");
      } else {
        out.println(stopped ? "cluster stopped" : "no cluster runs");
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "status",
      description = "Shows processes, slots and jobs; exits with 3 when the cluster is not ready.")
  static final class Status implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
      ClusterStatus status = ClusterStatus.of(SessionCluster.locate());
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.text(status));
      } else {
        print(status, out);
      }
      return status.running() && status.ready() ? ExitCode.OK : ExitCode.UNREACHABLE;
    }

    private static void print(ClusterStatus status, PrintWriter out) {
      if (status.processes().isEmpty()) {
        out.println("no cluster runs in " + status.folder());
        return;
      }
      out.printf(
          "%s  %s  slots %d of %d, %d free  resubmissions %d%s%n%n",
          status.url(),
          status.ready() ? "ready" : "not ready",
          status.slotsRegistered(),
          status.slots(),
          status.slotsFree(),
          status.resubmissions(),
          status.highAvailability() ? "  high availability" : "");
      TextTable processes = new TextTable("process", "pid", "state", "up", "respawns");
      for (ClusterStatus.ProcessLine line : status.processes()) {
        processes.row(
            line.role(),
            line.pid(),
            line.alive() ? "alive" : "dead",
            line.alive() ? Amount.duration(line.uptimeMillis()) : "-",
            line.respawns());
      }
      processes.print(out);
      if (!status.jobs().isEmpty()) {
        TextTable jobs = new TextTable("job", "name", "state", "for");
        for (JobStatus job : status.jobs()) {
          jobs.row(job.id(), job.name(), job.words(), Amount.duration(job.durationMillis()));
        }
        out.println();
        jobs.print(out);
      }
    }
  }
}
