package lumen.ctl.drill.whole;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import lumen.ctl.LumenctlRun;
import lumen.ctl.session.RunFolder;
import lumen.fixtures.CommandRun;
import lumen.terminal.Json;

/** The end of a drill: what ingest heard, replayed, gives the same frames. */
final class FinalProof {
  private final DrillStage stage;

  FinalProof(DrillStage stage) {
    this.stage = stage;
  }

  void run(DrillStep step) throws Exception {
    step.expects("FusionStreamLoss", "JobLost", "JobNotReady", "FusionFailover");
    stage.stage.close();
    stage.ingest.interrupt();
    step.holds(stage.ingest.exitCode() == 0, "ingest did not end well");
    step.injected(true);
    step.holds(stage.run.exitCode() == 0, "the job did not end well: " + stage.run.err());
    if (stage.sabotage == Sabotage.FRAME_DROPPED) {
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

  private void compare(DrillStep step, Path again) throws Exception {
    List<String> lived = Files.readAllLines(stage.out().resolve("frames.ndjson"));
    List<String> replayed = Files.readAllLines(again.resolve("frames.ndjson"));
    Set<String> livedOnce = new HashSet<>(lived);
    Set<String> replayedOnce = new HashSet<>(replayed);
    long lost = replayedOnce.stream().filter(line -> !livedOnce.contains(line)).count();
    long other = livedOnce.stream().filter(line -> !replayedOnce.contains(line)).count();
    long doubled = lived.size() - livedOnce.size();
    System.out.printf(
        "frames %d, of the replay %d: lost %d, other %d, doubled %d; sha256 %s, %s%n",
        lived.size(),
        replayed.size(),
        lost,
        other,
        doubled,
        sha256(stage.out().resolve("frames.ndjson")),
        sha256(again.resolve("frames.ndjson")));
    step.holds(lost == 0, "lost %d".formatted(lost));
    step.holds(doubled == 0, "doubled %d".formatted(doubled));
    step.holds(
        lived.equals(replayed), "frames differ from those of the replay: %d".formatted(other));
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)))
        .substring(0, 16);
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
