package lumen.ctl.drill.whole;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lumen.ctl.LumenctlRun;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.replay.RunResults;
import lumen.ctl.session.RunFolder;
import lumen.fixtures.CommandRun;
import lumen.terminal.Json;

/**
 * The end of a drill: what ingest heard, replayed, gives the same frames, but for what a version
 * has told that was taken back.
 */
final class FinalProof {
  private static final double END_S = 180;

  /** What Prometheus may have in memory when all steps are done. */
  private static final double MOST_MB = 300;

  private final DrillStage stage;

  FinalProof(DrillStage stage) {
    this.stage = stage;
  }

  void run(DrillStep step) throws Exception {
    step.expects("FusionStreamLoss", "JobLost", "JobNotReady", "FusionFailover");
    step.measured(
        new DrillRow.Measured("Prometheus", stage.prometheusMegabytes(), MOST_MB, "MB", false));
    stage.stage.close();
    stage.ingest.interrupt();
    step.holds(stage.ingest.exitCode() == 0, "ingest did not end well");
    step.injected(true);
    step.await(stage::jobHasEnded, END_S);
    String state = stage.job().state();
    step.holds(state.equals("FINISHED"), "the job did not end well: " + state);
    new RunResults(new OutputFolder(stage.out()), Optional.of(stage.config())).write(1);
    if (stage.has(Sabotage.FRAME_DROPPED)) {
      dropAFrame();
    }
    Path again = stage.root.resolve("again");
    CommandRun replay =
        LumenctlRun.of("replay", stage.log().toString(), "--local", "--out", again.toString());
    step.holds(replay.exitCode() == 0, "the log does not replay: " + replay.err());
    compare(step, again);
    accounts(step);
  }

  private void dropAFrame() throws IOException {
    Path frames = stage.out().resolve("frames.ndjson");
    List<String> lines = Files.readAllLines(frames);
    lines.remove(lines.size() / 2);
    Files.write(frames, lines);
  }

  private void compare(DrillStep step, Path again) throws IOException {
    List<String> lived = Files.readAllLines(stage.out().resolve("frames.ndjson"));
    List<String> replayed = Files.readAllLines(again.resolve("frames.ndjson"));
    List<FrameDifference.VoidRange> voids = voids();
    FrameDifference found = FrameDifference.of(lived, replayed, voids);
    System.out.printf(
        "frames %d, of the replay %d, void %s: %s%n", lived.size(), replayed.size(), voids, found);
    step.holds(found.lost() == 0, "lost %d".formatted(found.lost()));
    step.holds(found.doubled() == 0, "doubled %d".formatted(found.doubled()));
    step.holds(found.none(), "frames differ from those of the replay: " + found);
    step.holds(
        !oneToldWrong() || found.inVoid() > 0, "a version was taken back that told nothing wrong");
  }

  /** Whether a gate took one back. */
  private boolean oneToldWrong() throws IOException {
    return stage.rollbacks().stream().anyMatch(told -> told.path("why").asText().contains("gate "));
  }

  /** What the versions that were taken back have told. */
  private List<FrameDifference.VoidRange> voids() throws IOException {
    return stage.rollbacks().stream()
        .map(told -> told.path("void"))
        .filter(JsonNode::isObject)
        .map(
            range ->
                new FrameDifference.VoidRange(
                    range.path("from").asDouble(), range.path("to").asDouble()))
        .toList();
  }

  private void accounts(DrillStep step) throws IOException {
    RunFolder run = RunFolder.read(stage.out());
    run.accountsForAll(run.total("received"));
    JsonNode manifest = Json.mapper().readTree(stage.log().resolve("manifest.json").toFile());
    long heard = 0;
    for (String kind : List.of("event", "late", "reject", "dropped", "filtered")) {
      heard += manifest.path("counts").path(kind).asLong();
    }
    step.holds(
        run.total("received") == heard,
        "ingest heard %d, the job received %d".formatted(heard, run.total("received")));
  }
}
