package lumen.ctl.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lumen.cluster.SessionCluster;
import lumen.ctl.fusion.Endpoints;
import lumen.ctl.fusion.ExporterPorts;
import lumen.ctl.governance.ServiceTable;
import lumen.ctl.output.FolderLock;
import lumen.ctl.replay.ClusterRun;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.replay.ReplayRequest;
import lumen.ctl.replay.RunEnding;
import lumen.ctl.replay.ServiceResults;
import lumen.ctl.service.ServicePlan;
import lumen.jobs.JobKind;
import lumen.report.PromiseFigures;
import lumen.report.PromiseReport;
import lumen.report.RunReport;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.OutputFile;

/**
 * The story of a month of a service through the governance job on the session cluster, and what was
 * found beside what is true.
 */
final class GovernanceDemo {
  private final Path folder;
  private final ServicePlan plan;
  private final PrintWriter terminal;

  /**
   * A demo.
   *
   * @param folder of its files
   * @param seed of all chance
   */
  GovernanceDemo(Path folder, long seed, PrintWriter terminal) {
    this.folder = folder;
    this.terminal = terminal;
    plan = ServicePlan.month(seed);
  }

  /** Simulates, replays, and tells; the exit code. */
  int play(FolderLock lock, boolean overwrite) throws IOException {
    ServiceFiles files = new ServiceFiles(folder);
    files.check(plan, overwrite);
    OutputFolder results = new OutputFolder(folder, JobKind.GOVERNANCE);
    results.prepare(Belongings.none(), overwrite);
    Path report = folder.resolve("report.html");
    OutputFile.check(report, Belongings.none(), overwrite, RunReport::isReport);
    say("simulating a service, seed %d, %d days".formatted(plan.seed(), plan.days()));
    JsonNode truth = files.write(plan);
    SessionCluster cluster = SessionCluster.locate();
    say("session cluster: a JobManager and a TaskManager with RocksDB state");
    cluster.ensureRunning(ExporterPorts.of(Optional.empty()));
    say("replaying " + files.log() + "; the job's page is " + cluster.restUrl());
    ReplayRequest request = request(files, cluster.slots());
    Endpoints.require(JobKind.GOVERNANCE, request.arguments(), false);
    ObjectNode summary = new ServiceResults(results).write(ClusterRun.run(cluster, request, lock));
    terminal.println();
    ServiceTable.print(summary, folder, terminal);
    terminal.println();
    new MonthTable(plan, truth, folder).print(terminal);
    PromiseReport.write(PromiseFigures.read(folder), report);
    terminal.println("  " + report + "  <- open this one");
    terminal.println("The cluster goes on running: lumenctl cluster stop ends it.");
    terminal.flush();
    return RunEnding.exitCode(summary);
  }

  private ReplayRequest request(ServiceFiles files, int parallelism) {
    return new ReplayRequest(
        JobKind.GOVERNANCE,
        List.of(files.log(), files.example()),
        Optional.of(files.config()),
        folder,
        "demo-governance",
        0,
        parallelism,
        false,
        Optional.empty(),
        Optional.empty());
  }

  private void say(String line) {
    terminal.println("lumenctl: " + line);
    terminal.flush();
  }
}
