package lumen.ctl.capacity;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.cluster.SessionCluster;
import lumen.ctl.fusion.ExporterPorts;
import lumen.ctl.output.FolderLock;
import lumen.ctl.replay.OutputFolder;
import lumen.terminal.Amount;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import lumen.terminal.ProgressBar;
import lumen.terminal.TextTable;
import lumen.terminal.files.OverwriteOption;
import picocli.CommandLine.Model.CommandSpec;

/** {@code capacity --rate} and {@code capacity --find}. */
final class LiveCapacity {
  private static final String PAGE = "capacity.html";

  /** A rate is found to a tenth. */
  private static final double PRECISION = 0.1;

  private static final double MOST_RATE = 200_000;

  private final LiveLoadOptions options;
  private final Optional<Path> out;
  private final OverwriteOption overwrite;
  private final boolean json;
  private final CommandSpec spec;

  LiveCapacity(
      LiveLoadOptions options,
      Optional<Path> out,
      OverwriteOption overwrite,
      boolean json,
      CommandSpec spec) {
    this.options = options;
    this.out = out;
    this.overwrite = overwrite;
    this.json = json;
    this.spec = spec;
  }

  int call() throws IOException {
    LiveLoad load = options.load();
    URI metrics = options.scrape();
    Path root =
        out.orElseGet(() -> LumenHome.locate().root().resolve("target/capacity"))
            .toAbsolutePath()
            .normalize();
    OutputFolder folder = new OutputFolder(root);
    SessionCluster cluster = SessionCluster.locate();
    cluster.ensureRunning(ExporterPorts.of(Optional.empty()));
    try (FolderLock lock = FolderLock.take(root, spec);
        ProgressBar bar = new ProgressBar("capacity")) {
      LiveRun run =
          new LiveRun(
              cluster,
              folder,
              metrics,
              overwrite.given(),
              lock,
              (doing, share) -> bar.update(share, doing));
      if (options.find()) {
        find(load, run);
      } else {
        show(run.measure(load), folder.file(PAGE));
      }
    }
    return ExitCode.OK;
  }

  private void show(LiveMeasure found, Path page) throws IOException {
    LivePage.write(found, page);
    PrintWriter terminal = spec.commandLine().getOut();
    if (json) {
      terminal.println(Json.text(new LiveTable(found).json()));
    } else {
      new LiveTable(found).print(terminal);
      terminal.println("page: " + page);
    }
    terminal.flush();
  }

  private void find(LiveLoad load, LiveRun run) throws IOException {
    List<LiveMeasure> tried = new ArrayList<>();
    double held =
        new RateSearch(MOST_RATE, PRECISION)
            .find(
                load.rate(),
                rate -> {
                  LiveMeasure found = run.measure(load.at(rate, load.minutes()));
                  tried.add(found);
                  return found.held();
                });
    PrintWriter terminal = spec.commandLine().getOut();
    if (json) {
      var figures = Json.mapper().createObjectNode();
      figures.put("held", held);
      var each = figures.putArray("tried");
      tried.forEach(found -> each.add(new LiveTable(found).json()));
      terminal.println(Json.text(figures));
      return;
    }
    TextTable table =
        new TextTable("events/s", "held", "late p99", "lost", "sender's lag", "TaskManager");
    for (LiveMeasure found : tried) {
      table.row(
          Amount.count(Math.round(found.load().rate())),
          found.held() ? "yes" : "NO",
          LiveVerdict.millis(found.frames().lateP99()),
          Amount.count(found.lost()),
          LiveVerdict.millis(found.sent().lateSeconds()),
          LiveVerdict.percent(found.taskManager().meanCpu()));
    }
    table.print(terminal);
    String minutes = Amount.count(Math.round(load.minutes()));
    terminal.println(
        held == 0
            ? "none of these was held for " + minutes + " min"
            : "held for %s min: %s events/s".formatted(minutes, Amount.count(Math.round(held))));
    terminal.flush();
  }
}
