package lumen.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import lumen.fixtures.LineBroker;
import lumen.overlay.reference.ReferenceLog;
import lumen.runtime.job.JobArguments;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs in a topic of a real broker, and answers that come back by another. */
class OverlayTopicTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private static Path brokerFolder;
  @TempDir private Path folder;

  private static LineBroker broker;
  private static RouteCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    broker = new LineBroker(brokerFolder);
    cluster = new RouteCluster();
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
    broker.close();
  }

  private Path config(ReferenceLog log, String answers, String decisions) throws IOException {
    RouteFolder.of(folder, log);
    Path config = folder.resolve("config");
    Files.writeString(
        config.resolve("overlay.yaml"),
        log.text("config/overlay.yaml")
            + "\noutputs: {answers: %s, decisions: %s}\n".formatted(answers, decisions));
    return config;
  }

  private List<String> arguments(Path config, String topic, Path out, int parallelism) {
    return List.of(
        "--topic",
        broker.bootstrap() + "/" + topic,
        "--config",
        config.toString(),
        "--out",
        out.toString(),
        "--parallelism",
        Integer.toString(parallelism));
  }

  /** The first of each line, as a reader keeps them, those of each tenant in their order. */
  private static List<String> first(List<String> lines) {
    return new ArrayList<>(new LinkedHashSet<>(lines));
  }

  private static List<String> of(String tenant, List<String> lines) {
    return lines.stream().filter(line -> line.contains("\"tenant\":\"" + tenant + "\"")).toList();
  }

  private static void assertFiles(Path out, ReferenceLog log) throws IOException {
    for (String output : List.of("decisions", "verdicts", "evidence", "accounts")) {
      assertThat(RouteFolder.lines(out, output))
          .as(output)
          .isEqualTo(log.lines("expected/" + output + ".ndjson"));
    }
    assertThat(RouteFolder.lines(out, "rejects"))
        .hasSize(log.lines("expected/rejects.ndjson").size());
  }

  /** Stopped in the middle and gone on at another parallelism, the files are the reference's. */
  @Test
  void logOfATopicIsAnsweredAndWrittenAsTheReferenceSays() throws Exception {
    ReferenceLog log = ReferenceLog.BASIC;
    broker.create(List.of("log", "answers", "decisions"));
    Path config = config(log, "answers", "decisions");
    Path out = folder.resolve("out");
    List<String> lines = log.lines("input.ndjson");
    List<String> answers = log.run().answers();
    int half = lines.size() / 2;

    broker.send("log", lines.subList(0, half));
    JobID before =
        cluster.start(folder, arguments(config, "log", out, 1), Optional.empty(), Optional.empty());
    await().atMost(PATIENCE).until(() -> broker.committed("answers").size() > 20);
    String savepoint = cluster.stop(before, folder.resolve("savepoints"));
    JobID after =
        cluster.start(
            folder, arguments(config, "log", out, 4), Optional.of(savepoint), Optional.empty());
    broker.send("log", lines.subList(half, lines.size()));
    await()
        .atMost(PATIENCE)
        .until(() -> first(broker.committed("answers")).size() == first(answers).size());
    cluster.drain(after, folder.resolve("savepoints"));

    assertFiles(out, log);
    assertThat(broker.committed("decisions")).isEqualTo(log.lines("expected/decisions.ndjson"));
    List<String> given = first(broker.committed("answers"));
    assertThat(first(answers)).containsExactlyInAnyOrderElementsOf(given);
    for (String tenant : List.of("default", "shop")) {
      assertThat(of(tenant, given)).isEqualTo(of(tenant, first(answers)));
    }
  }

  @Test
  void whatCannotBeIsSaidBeforeAnythingStarts() throws Exception {
    broker.create(List.of("only"));
    Path config = config(ReferenceLog.GATES, "nowhere", "only");
    List<String> arguments = arguments(config, "only", folder.resolve("out"), 1);
    assertThat(OverlayCheck.of(JobArguments.parse(arguments.toArray(String[]::new))).problems())
        .singleElement()
        .asString()
        .startsWith("outputs.answers: the topic must exist: nowhere at " + broker.bootstrap());
    assertThatThrownBy(
            () ->
                OverlayCheck.of(
                    JobArguments.parse(new String[] {"--topic", "nowhere", "--out", "out"})))
        .hasMessage("--topic must be HOST:PORT/TOPIC: nowhere");
    List<String> replayed = new ArrayList<>(arguments.subList(2, arguments.size()));
    replayed.addAll(0, List.of("--input", folder.resolve("input.ndjson").toString()));
    assertThat(OverlayCheck.of(JobArguments.parse(replayed.toArray(String[]::new))).notes())
        .containsExactly("outputs: no topic is written, since recordings are read");
  }
}
