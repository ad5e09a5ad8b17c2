package lumen.ctl.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.TextTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code state show} says of a job that was left in the middle of the small recording. */
class StateShowTest {
  private static final double STEPS_PER_SECOND = 5;

  @TempDir static Path work;

  private static UnfinishedReplay replay;
  private static List<JsonNode> channelFrames;

  @BeforeAll
  static void leaveAReplayInTheMiddle() throws Exception {
    replay = UnfinishedReplay.run(work);
    CommandRun whole =
        LumenctlRun.of(
            "replay",
            replay.recording().toString(),
            "--config",
            replay.config().toString(),
            "--out",
            work.resolve("whole").toString(),
            "--local",
            "--channels");
    assertThat(whole.exitCode()).as(whole.err()).isZero();
    channelFrames = lines(work.resolve("whole/channels.ndjson"));
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(Json.mapper().readTree(line));
    }
    return lines;
  }

  private static CommandRun show(String savepoint, String... more) {
    List<String> arguments = new ArrayList<>(List.of("state", "show", savepoint));
    arguments.addAll(List.of(more));
    return LumenctlRun.of(arguments.toArray(new String[0]));
  }

  private static JsonNode shown(String savepoint) throws IOException {
    CommandRun run = show(savepoint, "--json", "--config", replay.config().toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    return Json.mapper().readTree(run.out());
  }

  @Test
  void savepointHasTheFiguresOfTheChannelFramesOfItsLastStep() throws IOException {
    agreesWithTheFrames(shown(replay.savepoint()));
  }

  @Test
  void retainedCheckpointHasTheFiguresOfTheChannelFramesOfItsLastStep() throws IOException {
    agreesWithTheFrames(shown(replay.checkpoint()));
  }

  private static void agreesWithTheFrames(JsonNode root) {
    assertThat(root.get("targetHz").doubleValue()).isEqualTo(STEPS_PER_SECOND);
    assertThat(root.get("tenants")).hasSize(1);
    JsonNode tenant = root.get("tenants").get(0);
    assertThat(tenant.get("tenant").textValue()).isEqualTo("t1");
    assertThat(tenant.get("otherSettings").booleanValue()).isFalse();
    long step = tenant.get("lastFrameStep").longValue();
    assertThat(tenant.get("lastFrameMicros").longValue()).isEqualTo(step * 200_000);
    assertThat(tenant.get("frontierMicros").longValue()).isGreaterThan(step * 200_000);
    List<JsonNode> frames =
        channelFrames.stream().filter(f -> f.get("grid").longValue() == step).toList();
    JsonNode channels = tenant.get("channels");
    assertThat(channels).hasSameSizeAs(frames).hasSizeGreaterThan(1);
    boolean lagged = false;
    for (int i = 0; i < frames.size(); i++) {
      JsonNode channel = channels.get(i);
      JsonNode frame = frames.get(i);
      for (String figure : List.of("source", "key", "x", "q", "r")) {
        assertThat(channel.get(figure)).as(figure).isEqualTo(frame.get(figure));
      }
      double lag = frame.get("lag").doubleValue();
      lagged |= lag != 0;
      assertThat(channel.get("lagSteps").doubleValue()).isEqualTo(lag);
      assertThat(channel.get("lagSeconds").doubleValue()).isEqualTo(lag / STEPS_PER_SECOND);
      assertThat(channel.get("lastPresentStep").longValue() == step)
          .isEqualTo(frame.get("present").booleanValue());
    }
    assertThat(lagged).as("a lag was found before the savepoint").isTrue();
  }

  /** A frame carries the same means, so the last frame before the savepoint says what is right. */
  @Test
  void patchStartsFiltersWithTheWeightedMeanOfWhatTheyCameTo() throws IOException {
    CommandRun run = show(replay.savepoint(), "--as-patch", "--config", replay.config().toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode patch = Json.mapper().readTree(run.out());
    long step = shown(replay.savepoint()).at("/tenants/0/lastFrameStep").longValue();
    JsonNode frame =
        lines(work.resolve("whole/frames.ndjson")).stream()
            .filter(of -> of.get("grid").longValue() == step)
            .findFirst()
            .orElseThrow();
    assertThat(patch).hasSize(2);
    for (int i = 0; i < 2; i++) {
      String name = i == 0 ? "q" : "r";
      JsonNode change = patch.get(i);
      assertThat(change.get("key").textValue()).isEqualTo("align.kalman." + name);
      double expected = frame.get(name).doubleValue();
      assertThat(change.get("to").doubleValue()).isCloseTo(expected, withinPercentage(0.1));
    }
    assertThat(patch.at("/0/why").textValue()).startsWith("weighted mean of ");

    Path file = Files.writeString(work.resolve("noise.json"), run.out());
    CommandRun plan =
        LumenctlRun.of("autopatch", file.toString(), "--config", replay.config().toString());
    assertThat(plan.exitCode()).as(plan.err()).isZero();
    assertThat(plan.out()).contains("align.kalman.q").contains("to apply");
  }

  @Test
  void patchStandsWithoutJson() {
    CommandRun run = show(replay.savepoint(), "--as-patch", "--json");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--as-patch must stand without --json: a patch is JSON");
  }

  @Test
  void referenceValuesAreTheNewestBeforeTheLastFrame() throws IOException {
    JsonNode tenant = shown(replay.savepoint()).get("tenants").get(0);
    double last = tenant.get("lastFrameMicros").longValue() / 1e6;
    JsonNode newest = null;
    for (String line : Files.readAllLines(replay.recording())) {
      if (line.contains("\"ure_coherence_level\"")) {
        JsonNode event = Json.mapper().readTree(line);
        newest = event.get("ts").doubleValue() <= last ? event : newest;
      }
    }
    assertThat(newest).isNotNull();
    JsonNode held = null;
    for (JsonNode reference : tenant.get("references")) {
      if (reference.get("name").textValue().equals("ure_coherence_level")) {
        held = reference;
      }
    }
    assertThat(held).isNotNull();
    assertThat(held.get("value")).isEqualTo(newest.get("value"));
    assertThat(held.get("micros").longValue() / 1e6).isEqualTo(newest.get("ts").doubleValue());
  }

  @Test
  void everyChannelIsListedOnceWithTheSamplesItConsumed() throws IOException {
    JsonNode tenant = shown(replay.savepoint()).get("tenants").get(0);
    List<String> channels = new ArrayList<>();
    tenant.get("samples").forEach(s -> channels.add(s.get("source").textValue() + s.get("key")));
    assertThat(channels).hasSizeGreaterThan(tenant.get("channels").size()).isSorted();
    assertThat(channels).doesNotHaveDuplicates();
    for (JsonNode samples : tenant.get("samples")) {
      long sample = samples.get("lastSampleMicros").longValue();
      assertThat(sample).isLessThan(samples.get("frontierMicros").longValue());
      assertThat(samples.get("blocks").longValue()).isNotNegative();
    }
  }

  @Test
  void tableFitsTheTerminalAndIsSorted() {
    CommandRun run = show(replay.savepoint(), "--config", replay.config().toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines.get(0)).isEqualTo(replay.savepoint());
    assertThat(lines.subList(1, lines.size()))
        .allMatch(line -> line.length() <= TextTable.WIDTH)
        .contains("tenant t1")
        .anyMatch(line -> line.matches("fused to 2025-10-09 .*, last frame 2025.* \\(step \\d+\\)"))
        .anyMatch(line -> line.matches("source +key +lag +lag s +x +p +q +r +last step"))
        .anyMatch(line -> line.matches("ure_coherence_level +0\\.\\d+ +2025-10-09 .*"))
        .anyMatch(line -> line.matches("source +key +consumed to +last sample +blocks"));
    List<String> sources =
        lines.stream().filter(line -> line.matches("s\\d .*\\d+")).limit(3).toList();
    assertThat(sources).hasSize(3).isSorted();
  }

  @Test
  void otherSettingsAreRefusedWithTheKeysThatDiffer() {
    CommandRun run = show(replay.savepoint());
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .hasLineCount(1)
        .startsWith("lumenctl: settings must be those of the savepoint, given with --config DIR: ")
        .contains("sources.ure.role: was ure, is not set; window.rebalance_window_s: was 60, is ");
  }

  @Test
  void missingFolderIsOneLine() {
    CommandRun run = show(work.resolve("nowhere").toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("must hold a complete savepoint (_metadata): ");
  }

  @Test
  void metadataThatFlinkCannotReadIsOneLine() throws IOException {
    Path folder = Files.createDirectories(work.resolve("torn"));
    Files.writeString(folder.resolve("_metadata"), "not a savepoint");
    CommandRun run = show(folder.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).hasLineCount(1).contains("must be a readable savepoint: file:");
  }

  @Test
  void stateFileThatIsGoneIsOneLine() throws IOException {
    Path shared = Path.of(URI.create(replay.checkpoint())).resolveSibling("shared");
    Path away = Files.move(shared, work.resolve("shared-away"));
    CommandRun run = show(replay.checkpoint(), "--config", replay.config().toString());
    Files.move(away, shared);
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .hasLineCount(1)
        .startsWith("lumenctl: must be a readable savepoint: " + replay.checkpoint())
        .contains("(No such file or directory)");
  }

  @Test
  void savepointOfAnotherJobIsOneLine() throws Exception {
    String savepoint = OtherJob.savepoint(work.resolve("other"));
    CommandRun run = show(savepoint);
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .hasLineCount(1)
        .contains("must be of the fusion job: ")
        .endsWith("no state of its operators channel-aligner and tenant\n");
  }
}
