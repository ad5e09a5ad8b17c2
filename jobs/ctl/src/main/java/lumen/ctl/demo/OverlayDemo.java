package lumen.ctl.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lumen.cluster.SessionCluster;
import lumen.ctl.fusion.Endpoints;
import lumen.ctl.fusion.ExporterPorts;
import lumen.ctl.gateway.FeedFaults;
import lumen.ctl.gateway.GatewaySettings;
import lumen.ctl.gateway.GatewayStory;
import lumen.ctl.gateway.GatewayTruth;
import lumen.ctl.output.FolderLock;
import lumen.ctl.overlay.RouteTable;
import lumen.ctl.replay.ClusterRun;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.replay.ReplayRequest;
import lumen.ctl.replay.RouteResults;
import lumen.ctl.replay.RunEnding;
import lumen.jobs.JobKind;
import lumen.report.DecidedFigures;
import lumen.report.DecidedReport;
import lumen.report.RunReport;
import lumen.terminal.CommandFailure;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.OutputFile;

/**
 * The story of a gateway through the overlay job on the session cluster, and what was found beside
 * what is true.
 */
final class OverlayDemo {
  private static final double MINUTES = 60;
  private static final double FEWEST_MINUTES = 30;
  private static final double RATE = 5;

  private final Path folder;
  private final GatewaySettings story;
  private final PrintWriter terminal;

  /**
   * A demo.
   *
   * @param folder of its files
   * @param seed of all chance
   * @param minutes of the gateway's time
   * @throws CommandFailure if the story has no room in so few minutes
   */
  OverlayDemo(Path folder, long seed, Optional<Double> minutes, PrintWriter terminal) {
    this.folder = folder;
    this.terminal = terminal;
    double length = minutes.orElse(MINUTES);
    if (!(length >= FEWEST_MINUTES && length <= 24 * MINUTES)) {
      throw CommandFailure.usage(
          "--minutes of the story must be in 30..1440, is %s".formatted(length));
    }
    story = GatewayStory.settings(seed, length, RATE, FeedFaults.USUAL);
  }

  /** Simulates, replays, and tells; the exit code. */
  int play(FolderLock lock, boolean overwrite) throws IOException {
    GatewayFiles files = new GatewayFiles(folder);
    files.check(overwrite);
    OutputFolder results = new OutputFolder(folder, JobKind.OVERLAY);
    results.prepare(Belongings.none(), overwrite);
    Path report = folder.resolve("report.html");
    OutputFile.check(report, Belongings.none(), overwrite, RunReport::isReport);
    say(
        "simulating a gateway, seed %d, %s minutes, %.0f requests a second"
            .formatted(story.seed(), story.minutes(), RATE));
    GatewayTruth truth = files.write(story);
    SessionCluster cluster = SessionCluster.locate();
    say("session cluster: a JobManager and a TaskManager with RocksDB state");
    cluster.ensureRunning(ExporterPorts.of(Optional.empty()));
    say("replaying " + files.log() + "; the job's page is " + cluster.restUrl());
    ReplayRequest request = request(files, cluster.slots());
    Endpoints.require(JobKind.OVERLAY, request.arguments(), false);
    ObjectNode summary = new RouteResults(results).write(ClusterRun.run(cluster, request, lock));
    terminal.println();
    RouteTable.print(summary, folder, terminal);
    terminal.println();
    new StoryTable(story, truth.json(), folder).print(summary, terminal);
    DecidedReport.write(DecidedFigures.read(folder), report);
    terminal.println("  " + report + "  <- open this one");
    terminal.println("The cluster goes on running: lumenctl cluster stop ends it.");
    terminal.flush();
    return RunEnding.exitCode(summary);
  }

  private ReplayRequest request(GatewayFiles files, int parallelism) {
    return new ReplayRequest(
        JobKind.OVERLAY,
        List.of(files.log()),
        Optional.of(files.config()),
        folder,
        "demo-overlay",
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
