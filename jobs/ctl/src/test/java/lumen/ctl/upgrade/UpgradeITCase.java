package lumen.ctl.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import lumen.cluster.ClusterSettings;
import lumen.cluster.TestCluster;
import lumen.cluster.audit.AuditLog;
import lumen.ctl.LumenctlRun;
import lumen.ctl.replay.OutputFolder;
import lumen.fixtures.CommandRun;
import lumen.fixtures.PrometheusServer;
import lumen.fixtures.PrometheusTools;
import lumen.fixtures.PrometheusTools.Verdict;
import lumen.rig.Rig;
import lumen.rig.RigSettings;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job of a recording at ten times its speed, put through versions that differ from that of the
 * build: what it writes all the while is what an undisturbed run writes, but for what one of them
 * told wrong.
 */
final class UpgradeITCase {
  private static final String FOLDER = "lumen.cluster.dir";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final double OUTAGE_S = 30;
  private static final String OBSERVED = "8s";

  @TempDir private Path temp;
  private TestCluster test;
  private Path recording;
  private Path config;
  private Path out;

  @BeforeEach
  void start() throws IOException {
    test = new TestCluster(temp.resolve("cluster"));
    System.setProperty(FOLDER, temp.resolve("cluster").toString());
    test.cluster().start(new ClusterSettings(2, test.port(), false));
    recording = temp.resolve("rig.ndjson");
    Rig rig = new Rig(new RigSettings(11, 120, 4));
    try (OutputStream file = Files.newOutputStream(recording)) {
      rig.play(file);
    }
    config = Files.createDirectory(temp.resolve("config"));
    Files.writeString(config.resolve("sensors.yaml"), rig.sensorsYaml());
    Files.writeString(
        Files.createDirectory(temp.resolve("gates")).resolve("gates.yaml"),
        """
        gates:
          steady:
            about: filters do not follow noise
            conditions:
              q_r_ratio: {of: "fusion:q_r_ratio", take: mean, over: 10m, at_most: 2}
        """);
    out = temp.resolve("out");
  }

  @AfterEach
  void stop() {
    System.clearProperty(FOLDER);
    test.close();
  }

  private static CommandRun run(int exit, String... command) {
    CommandRun run = LumenctlRun.of(command);
    assertThat(run.exitCode()).as(String.join(" ", command) + "\n" + run.err()).isEqualTo(exit);
    return run;
  }

  private static JsonNode json(int exit, String... command) throws IOException {
    String[] all = Stream.concat(Stream.of(command), Stream.of("--json")).toArray(String[]::new);
    return Json.mapper().readTree(run(exit, all).out());
  }

  @Test
  void jobGoesThroughVersionsAndLosesNothing() throws Exception {
    String first =
        json(
                ExitCode.OK,
                "submit",
                recording.toString(),
                "--config",
                config.toString(),
                "--out",
                out.toString(),
                "--speed",
                "10",
                "--name",
                "live")
            .path("id")
            .asText();
    await().atMost(PATIENCE).until(() -> frames(out).size() > 100);

    aJarThatCannotGoOnCostsNothing(first);
    String second = anAddedFieldIsTakenOver(first);
    theVersionBeforeSkipsIt(second);
    JsonNode lost = aVersionThatTellsWrongFiguresIsTakenBack();

    Path last = Path.of(URI.create(json(ExitCode.OK, "stop").path("savepoint").asText()));
    assertThat(last).exists();
    framesAreThoseOfAnUndisturbedRun(lost);
    assertThat(audited())
        .containsSubsequence(
            "upgrade failed",
            "upgrade done",
            "rollback done",
            "rollback done",
            "upgrade failed",
            "stop done");
  }

  private void aJarThatCannotGoOnCostsNothing(String id) throws Exception {
    JsonNode told =
        json(ExitCode.USAGE, "upgrade", "--jar", VersionJars.BROKEN_READER.make(temp).toString());
    assertThat(told.path("decision").asText()).isEqualTo("refused");
    assertThat(told.path("outage_s").asDouble(-1)).isZero();
    assertThat(told.path("check").path("why").asText()).contains("tenant");
    overspentBudgetsStopIt(VersionJars.OTHER_UID.make(temp).toString());
    JsonNode job = json(ExitCode.OK, "jobs").path(0);
    assertThat(job.path("id").asText()).isEqualTo(id);
    assertThat(job.path("healthy").asBoolean()).isTrue();
  }

  /** Asked of a Prometheus that knows a month in which more went wrong than may. */
  private void overspentBudgetsStopIt(String jar) throws Exception {
    PrometheusTools.require();
    int port = TestCluster.freePort();
    try (PrometheusServer prometheus =
        new PrometheusServer(
            overspentMonth(),
            temp.resolve("prometheus"),
            port,
            "--storage.tsdb.retention.time=40d")) {
      await().atMost(PATIENCE).until(() -> !prometheus.query("slo:overspent:sum30d").isEmpty());
      String[] words = {"upgrade", "--jar", jar, "--prometheus", "http://127.0.0.1:" + port};
      JsonNode frozen = json(ExitCode.FAILED, words);
      assertThat(frozen.path("decision").asText()).isEqualTo("frozen");
      assertThat(frozen.path("outage_s").asDouble(-1)).isZero();
      assertThat(frozen.path("why").asText())
          .contains(
              "gate release is closed: budget of live: fail, is 0.04", "--despite-freeze WHY");
      JsonNode goesOn =
          json(
              ExitCode.USAGE,
              Stream.concat(Stream.of(words), Stream.of("--despite-freeze", "it mends the filter"))
                  .toArray(String[]::new));
      assertThat(goesOn.path("release_gate").path("open").asBoolean(true)).isFalse();
      assertThat(goesOn.path("despite_freeze").asText()).isEqualTo("it mends the filter");
      assertThat(goesOn.path("decision").asText()).isEqualTo("refused");
      assertThat(goesOn.path("why").asText())
          .contains("it has no operator of the uid tenant, whose state would be lost");
    }
    assertThat(Files.readString(temp.resolve("cluster").resolve(AuditLog.FILE)))
        .contains("it mends the filter");
  }

  /** Blocks of what rules would have recorded; returns the configuration of who reads them. */
  private Path overspentMonth() throws Exception {
    long now = InstantSource.system().instant().getEpochSecond();
    StringBuilder month = new StringBuilder();
    for (String series :
        List.of(
            "slo:overspent:sum30d{tenant=\"live\"} 0.04",
            "slo:objective:ratio{slo=\"phase\"} 0.99",
            "bridge_state{tenant=\"live\"} 2")) {
      for (long at = now - 31 * 86_400L; at < now - 7_200; at += 300) {
        month.append("%s %d%n".formatted(series, at));
      }
      for (long at = now - 7_200; at <= now + 240; at += 15) {
        month.append("%s %d%n".formatted(series, at));
      }
    }
    Path text = Files.writeString(temp.resolve("month.txt"), month + "# EOF\n");
    Verdict made =
        PrometheusTools.promtool(
            temp.resolve("blocks.out"),
            "tsdb",
            "create-blocks-from",
            "openmetrics",
            text.toString(),
            temp.resolve("prometheus/data").toString());
    assertThat(made.exitCode()).as(made.said()).isZero();
    return Files.writeString(temp.resolve("prometheus.yml"), "scrape_configs: []\n");
  }

  private String anAddedFieldIsTakenOver(String before) throws IOException {
    Path jar = VersionJars.ADDED_FIELD.make(temp);
    JsonNode told =
        json(
            ExitCode.OK,
            "upgrade",
            "--jar",
            jar.toString(),
            "--gate",
            "steady",
            "--observe",
            OBSERVED,
            "--config",
            temp.resolve("gates").toString());
    assertThat(told.path("decision").asText()).isEqualTo("kept");
    assertThat(told.path("from_job").asText()).isEqualTo(before);
    assertThat(told.path("outage_s").asDouble()).isBetween(0.1, OUTAGE_S);
    assertThat(told.path("gate").path("open").asBoolean()).isTrue();
    assertThat(told.path("lines").path("lines").asInt()).isPositive();
    return told.path("to_job").asText();
  }

  private void theVersionBeforeSkipsIt(String with) throws IOException {
    assertThat(hasField(json(ExitCode.OK, "savepoints", "take"))).isTrue();
    JsonNode told = json(ExitCode.OK, "rollback", with);
    assertThat(told.path("way").asText()).isEqualTo("a");
    assertThat(told.path("outage_s").asDouble()).isBetween(0.1, OUTAGE_S);
    assertThat(hasField(told)).isTrue();
    assertThat(hasField(json(ExitCode.OK, "savepoints", "take"))).isFalse();
  }

  private static boolean hasField(JsonNode told) throws IOException {
    return VersionJars.holdsAddedField(told.path("savepoint").asText());
  }

  private JsonNode aVersionThatTellsWrongFiguresIsTakenBack() throws IOException {
    JsonNode told =
        json(
            ExitCode.FAILED,
            "upgrade",
            "--jar",
            VersionJars.TENFOLD_Q.make(temp).toString(),
            "--gate",
            "steady",
            "--observe",
            OBSERVED,
            "--config",
            temp.resolve("gates").toString());
    assertThat(told.path("decision").asText()).isEqualTo("rolled_back");
    assertThat(told.path("why").asText()).contains("gate steady is closed: q_r_ratio of ");
    assertThat(told.path("rollback_s").asDouble()).isLessThan(OUTAGE_S);
    JsonNode job = json(ExitCode.OK, "jobs").path(0);
    assertThat(job.path("id").asText()).isEqualTo(told.path("back_as").asText());
    JsonNode rollback = newestRollback();
    assertThat(rollback.path("way").asText()).isEqualTo("a");
    assertThat(rollback.path("to_job").asText()).isEqualTo(told.path("back_as").asText());
    return rollback.path("void");
  }

  private JsonNode newestRollback() throws IOException {
    try (Stream<Path> folders = Files.list(temp.resolve("cluster/upgrades"))) {
      Path newest =
          folders
              .map(folder -> folder.resolve("rollback.json"))
              .filter(Files::exists)
              .sorted()
              .reduce((a, b) -> b)
              .orElseThrow();
      return Json.mapper().readTree(newest.toFile());
    }
  }

  /** By place: tenant and step; a frame that is there twice is a failure. */
  private static SortedMap<String, String> frames(Path out) throws IOException {
    SortedMap<String, String> frames = new TreeMap<>();
    for (Path part : new OutputFolder(out).parts("frames")) {
      for (String line : Files.readAllLines(part)) {
        JsonNode frame = Json.mapper().readTree(line);
        String place =
            "%s %015d".formatted(frame.path("tenant").asText(), frame.path("grid").asLong());
        assertThat(frames.put(place, line)).as("doubled: " + place).isNull();
      }
    }
    return frames;
  }

  private void framesAreThoseOfAnUndisturbedRun(JsonNode lost) throws IOException {
    Path whole = temp.resolve("whole");
    run(
        ExitCode.OK,
        "replay",
        recording.toString(),
        "--config",
        config.toString(),
        "--out",
        whole.toString(),
        "--local");
    SortedMap<String, String> found = frames(out);
    SortedMap<String, String> right = frames(whole);
    double last = found.values().stream().mapToDouble(UpgradeITCase::time).max().orElseThrow();
    right.values().removeIf(line -> time(line) > last);
    assertThat(found.keySet()).isEqualTo(right.keySet());
    List<String> wrong = new ArrayList<>();
    for (var frame : right.entrySet()) {
      if (!frame.getValue().equals(found.get(frame.getKey()))) {
        wrong.add(frame.getValue());
      }
    }
    assertThat(wrong).isNotEmpty();
    assertThat(wrong)
        .allSatisfy(
            line ->
                assertThat(time(line))
                    .isBetween(lost.path("from").asDouble(), lost.path("to").asDouble()));
  }

  private static double time(String line) {
    try {
      return Json.mapper().readTree(line).path("ts").asDouble();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<String> audited() throws IOException {
    List<String> acts = new ArrayList<>();
    for (String line : Files.readAllLines(temp.resolve("cluster").resolve(AuditLog.FILE))) {
      JsonNode of = Json.mapper().readTree(line);
      acts.add(of.path("what").asText() + " " + of.path("result").asText());
    }
    return acts;
  }
}
