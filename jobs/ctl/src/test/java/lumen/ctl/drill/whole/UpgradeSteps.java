package lumen.ctl.drill.whole;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.cluster.job.JobStatus;
import lumen.ctl.LumenctlRun;
import lumen.ctl.upgrade.VersionJars;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;

/** The steps of the drill that put another jar in the place of the one that runs. */
final class UpgradeSteps {
  private static final double OUTAGE_S = 10;
  private static final double BACK_S = 20;

  /** A jar that is only tried takes nothing from the job but the time of two cores. */
  private static final double UNTOUCHED_S = 5;

  /** What a version that is watched for 45 s has told at most: frames are 11 s behind. */
  private static final double MOST_VOID_S = 120;

  /** How much more than now the gate of step 12 lets pass; the jar tells ten times as much. */
  private static final double MOST_RATIO = 3;

  private final DrillStage stage;

  UpgradeSteps(DrillStage stage) {
    this.stage = stage;
  }

  private Path jar(VersionJars version) throws IOException {
    return version.make(Files.createDirectories(stage.root.resolve("versions")));
  }

  private static JsonNode told(CommandRun run) throws IOException {
    if (run.out().isBlank()) {
      throw new IOException("exit %d: %s".formatted(run.exitCode(), run.err().strip()));
    }
    return Json.mapper().readTree(run.out());
  }

  private static CommandRun upgrade(Path jar, String... more) {
    List<String> words = new ArrayList<>(List.of("upgrade", "--jar", jar.toString(), "--json"));
    words.addAll(List.of(more));
    return LumenctlRun.of(words.toArray(String[]::new));
  }

  private static double seconds(JsonNode told, String field) {
    return told.path(field).asDouble(Double.NaN);
  }

  /** 10: a jar that cannot go on from what the job keeps; the job does not notice. */
  void cannotRestore(DrillStep step) throws Exception {
    Path jar = jar(VersionJars.BROKEN_READER);
    JobStatus before = stage.job();
    int failures = stage.rest().failures(before.id()).size();
    CommandRun run;
    double silence;
    try (SeenFrames seen = new SeenFrames(stage::frameAt)) {
      run = upgrade(jar);
      silence = seen.longestSilence();
    }
    JsonNode told = told(run);
    step.injected(told.path("decision").asText().equals("refused"));
    step.holds(run.exitCode() == ExitCode.USAGE, "upgrade exits with " + run.exitCode());
    step.timed("outage", seconds(told, "outage_s"), 0);
    step.timed("without a frame", silence, UNTOUCHED_S);
    JobStatus after = stage.job();
    step.holds(after.id().equals(before.id()) && after.healthy(), "the job was touched");
    step.holds(stage.rest().failures(after.id()).size() == failures, "the job was started anew");
  }

  /** 11: a jar that keeps one field more, and back again. */
  void addedField(DrillStep step) throws Exception {
    Path jar = jar(VersionJars.ADDED_FIELD);
    try (SeenFrames seen = new SeenFrames(stage::frameAt);
        SeenFrames heard = new SeenFrames(stage::tickAt)) {
      CommandRun run = upgrade(jar, "--observe", "10s");
      JsonNode told = told(run);
      step.injected(told.path("decision").asText().equals("kept"));
      step.holds(run.exitCode() == ExitCode.OK, "upgrade: " + run.err().strip());
      step.timed("outage", seconds(told, "outage_s"), OUTAGE_S);
      step.holds(keepsTheField(), "the savepoint of the new version has no more than before");
      JsonNode back = told(LumenctlRun.of("rollback", "--json"));
      step.timed("outage of the way back", seconds(back, "outage_s"), OUTAGE_S);
      step.holds(back.path("way").asText().equals("a"), "way " + back.path("way").asText());
      step.holds(!keepsTheField(), "the savepoint of the version before has the field still");
      step.calm(120);
      step.timed("without a frame", seen.longestSilence(), OUTAGE_S);
      step.timed("without a tick", heard.longestSilence(), OUTAGE_S);
    }
  }

  private static boolean keepsTheField() throws IOException {
    JsonNode taken = told(LumenctlRun.of("savepoints", "take", "--json"));
    return VersionJars.holdsAddedField(taken.path("savepoint").asText());
  }

  /** 12: a jar that restores, runs, and tells q tenfold; the gate finds out. */
  void failsTheGate(DrillStep step) throws Exception {
    Path jar = jar(VersionJars.TENFOLD_Q);
    String before = stage.job().id();
    int rollbacks = stage.rollbacks().size();
    CommandRun run =
        upgrade(
            jar,
            "--gate",
            SteadyGate.NAME,
            "--observe",
            "45s",
            "--config",
            new SteadyGate(stage).folder(MOST_RATIO).toString());
    JsonNode told = told(run);
    step.injected(
        told.path("gate").path("open").isBoolean() && !told.path("gate").path("open").asBoolean());
    step.holds(run.exitCode() == ExitCode.FAILED, "upgrade exits with " + run.exitCode());
    String why = told.path("why").asText();
    step.holds(why.contains("q_r_ratio of stage: fail"), "the gate is closed by " + why);
    step.holds(told.path("decision").asText().equals("rolled_back"), "it is not back: " + why);
    step.timed("outage", seconds(told, "outage_s"), OUTAGE_S);
    step.timed("back", seconds(told, "rollback_s"), BACK_S);
    List<JsonNode> all = stage.rollbacks();
    step.holds(all.size() == rollbacks + 1, "rollback.json is missing");
    JsonNode back = all.get(all.size() - 1);
    step.holds(back.path("way").asText().equals("a"), "way " + back.path("way").asText());
    double taken =
        back.path("void").path("to").asDouble() - back.path("void").path("from").asDouble();
    step.holds(taken > 0 && taken < MOST_VOID_S, "void of %.0f s".formatted(taken));
    JobStatus now = stage.job();
    step.holds(
        now.healthy() && !now.id().equals(before) && now.id().equals(back.path("to_job").asText()),
        "another job runs: " + now);
    step.calm(120);
  }
}
