package lumen.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.fixtures.LineBroker;
import lumen.governance.reference.ReferenceService;
import lumen.governance.reference.ServiceRun;
import lumen.runtime.job.JobArguments;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines and commands in topics of a real broker, and outputs that come back by others. */
class GovernanceTopicTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> OUTPUTS =
      List.of("scorecard", "decisions", "edges", "evidence", "rejects", "late");

  @TempDir private static Path brokerFolder;
  @TempDir private Path folder;

  private static LineBroker broker;
  private static LedgerCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    broker = new LineBroker(brokerFolder);
    cluster = new LedgerCluster();
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
    broker.close();
  }

  /** Topics of a test have names of their own. */
  private Path config(ReferenceService service, String prefix) throws IOException {
    LedgerFolder.of(folder, service);
    Path config = folder.resolve("config");
    StringBuilder topics = new StringBuilder("\ninputs: {commands: " + prefix + "commands}\n");
    topics.append("outputs:\n");
    OUTPUTS.forEach(
        output -> topics.append("  ").append(output).append(": ").append(prefix + output + '\n'));
    Files.writeString(
        config.resolve("governance.yaml"), topics.toString(), StandardOpenOption.APPEND);
    return config;
  }

  private static void create(String prefix) throws Exception {
    List<String> topics = new ArrayList<>(List.of(prefix + "lines", prefix + "commands"));
    OUTPUTS.forEach(output -> topics.add(prefix + output));
    broker.create(topics);
  }

  private static List<String> arguments(Path config, String topic, Path out, int parallelism) {
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

  /** Stopped in the middle and gone on at another parallelism, every line is there once. */
  @Test
  void whatIsToldStandsInTopicsOnceAndInOrder() throws Exception {
    ReferenceService service = ReferenceService.ROLLBACK;
    ServiceRun plain = service.ran();
    create("told.");
    Path config = config(service, "told.");
    Path out = folder.resolve("out");
    List<String> lines = service.lines("input.ndjson");
    int half = lines.size() / 2;

    broker.send("told.commands", service.lines("control.ndjson"));
    broker.send("told.lines", lines.subList(0, half));
    JobID before = cluster.start(folder, arguments(config, "told.lines", out, 1), Optional.empty());
    await().atMost(PATIENCE).until(() -> broker.committed("told.scorecard").size() > 5);
    String savepoint = cluster.stop(before, folder.resolve("savepoints"));
    int committed = broker.committed("told.scorecard").size();
    assertThat(committed).isLessThan(plain.scorecards().size());
    JobID after =
        cluster.start(folder, arguments(config, "told.lines", out, 4), Optional.of(savepoint));
    List<String> rest = new ArrayList<>(lines.subList(half, lines.size()));
    rest.add("{\"type\":\"sample\"}");
    rest.add(lines.get(0));
    broker.send("told.lines", rest);
    // Telling the last rejects means that all before them was read.
    await().atMost(PATIENCE).until(() -> broker.committed("told.late").size() == 1);
    await().atMost(PATIENCE).until(() -> !broker.committed("told.rejects").isEmpty());
    cluster.drain(after, folder.resolve("savepoints"));

    assertThat(broker.committed("told.scorecard")).isEqualTo(plain.scorecards());
    assertThat(broker.committed("told.decisions")).isEqualTo(plain.decisions());
    assertThat(broker.committed("told.edges")).isEqualTo(plain.edges());
    assertThat(broker.committed("told.evidence")).isEqualTo(plain.evidence());
    assertThat(broker.committed("told.rejects"))
        .singleElement()
        .asString()
        .contains("\"reason\":\"missing_field\"", "told.lines");
    assertThat(broker.committed("told.late"))
        .singleElement()
        .asString()
        .contains("\"reason\":\"late\"");
    for (String output : OUTPUTS) {
      assertThat(LedgerFolder.lines(out, output))
          .as(output)
          .isEqualTo(broker.committed("told." + output));
    }
  }

  /** A rollback is asked for, when the hours that it was meant for have been told. */
  @Test
  void commandThatComesLatePlaysTheSame() throws Exception {
    ReferenceService service = ReferenceService.ROLLBACK;
    create("late.");
    Path config = config(service, "late.");
    Path out = folder.resolve("out");
    List<String> lines = service.lines("input.ndjson");
    int half = lines.size() / 2;
    broker.send("late.commands", service.lines("control.ndjson"));
    broker.send("late.lines", lines.subList(0, half));
    JobID job = cluster.start(folder, arguments(config, "late.lines", out, 2), Optional.empty());
    await().atMost(PATIENCE).until(() -> broker.committed("late.scorecard").size() > 5);
    double asked = JSON.readTree(lines.get(0)).path("ts").doubleValue();
    broker.send(
        "late.commands",
        List.of(
            "{\"id\":\"late\",\"tenant\":\"api\",\"type\":\"hold\",\"effective_ts\":"
                + asked
                + '}'));
    // A repeated one is told at once, so that the one before it was read as well.
    broker.send("late.commands", service.lines("control.ndjson").subList(0, 1));
    await().atMost(PATIENCE).until(() -> !broker.committed("late.rejects").isEmpty());
    broker.send("late.lines", lines.subList(half, lines.size()));
    broker.send("late.lines", List.of(lines.get(0)));
    await().atMost(PATIENCE).until(() -> broker.committed("late.late").size() == 1);
    cluster.drain(job, folder.resolve("savepoints"));

    List<String> told = LedgerFolder.lines(out, "commands");
    assertThat(told).hasSize(service.lines("control.ndjson").size() + 1);
    String late = told.stream().filter(line -> line.contains("\"id\":\"late\"")).findFirst().get();
    assertThat(JSON.readTree(late).path("effective_ts").doubleValue()).isGreaterThan(asked);
    Files.write(folder.resolve("control.ndjson"), told);
    Path played = folder.resolve("played");
    cluster.await(
        cluster.start(folder, new LedgerFolder(folder).arguments(played, 1, 0), Optional.empty()));
    for (String output : List.of("scorecard", "decisions", "edges", "evidence", "commands")) {
      assertThat(LedgerFolder.lines(played, output))
          .as(output)
          .isEqualTo(LedgerFolder.lines(out, output));
    }
  }

  @Test
  void whatCannotBeIsSaidBeforeAnythingStarts() throws Exception {
    broker.create(List.of("only"));
    Path config = config(ReferenceService.ROLLBACK, "none.");
    List<String> arguments = arguments(config, "only", folder.resolve("out"), 1);
    assertThat(problems(arguments))
        .hasSize(OUTPUTS.size() + 1)
        .anyMatch(
            problem ->
                problem.startsWith(
                    "inputs.commands: the topic must exist: none.commands at "
                        + broker.bootstrap()))
        .allMatch(problem -> problem.contains("the topic must exist: none."));
    assertThatThrownBy(() -> problems(List.of("--topic", "nowhere", "--out", "out")))
        .hasMessage("--topic must be HOST:PORT/TOPIC: nowhere");
    List<String> replayed = new ArrayList<>(arguments.subList(2, arguments.size()));
    replayed.addAll(0, List.of("--input", folder.resolve("input.ndjson").toString()));
    assertThat(GovernanceCheck.of(parsed(replayed)).notes())
        .contains("outputs: no topic is written, since recordings are read");
  }

  private static JobArguments parsed(List<String> arguments) {
    return JobArguments.parse(arguments.toArray(String[]::new));
  }

  private static List<String> problems(List<String> arguments) {
    return GovernanceCheck.of(parsed(arguments)).problems();
  }
}
