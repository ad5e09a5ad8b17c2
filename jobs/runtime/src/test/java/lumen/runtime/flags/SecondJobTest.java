package lumen.runtime.flags;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import lumen.event.Command;
import lumen.event.Envelope;
import lumen.event.EnvelopeSerializer;
import lumen.event.Position;
import lumen.event.ValueTypeInfo;
import lumen.runtime.flags.FlagJob.FlagExporter;
import lumen.runtime.flags.FlagJob.FlagMetric;
import lumen.runtime.flags.FlagJob.FlagOperator;
import lumen.runtime.job.Inlet;
import lumen.runtime.job.JobFrame;
import lumen.runtime.lines.Sinks;
import lumen.runtime.metrics.MetricsPage;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Another job needs nothing of fusion and no change of the runtime: its operators, output, command,
 * evidence and metric are declared in its own package alone.
 */
class SecondJobTest {
  private static final int COMMANDS = 30;
  private static final long FIRST_SECOND = 1_767_225_600;

  /** Commands in an order of their own; every tenth is wrong, the last says what the first said. */
  private static Envelope command(long number) {
    long n = number == COMMANDS ? 0 : number * 7 % COMMANDS;
    String json =
        "{\"id\":\"c-%d\",\"author\":\"ann\",\"tenant\":\"%s\",\"effective_ts\":%d,\"type\":\"turn\",\"flag\":\"%s\",\"percent\":%d}"
            .formatted(
                n, "abc".charAt((int) n % 3), FIRST_SECOND + n / 6, "f" + n, n % 10 == 9 ? 101 : n);
    return new Command("orders", "", "", "", 0, json, new Position("orders", 0, number));
  }

  private static Inlet commands() {
    return env ->
        env.fromSequence(0, COMMANDS)
            .uid("numbers")
            .setParallelism(1)
            .map(SecondJobTest::command)
            .returns(new ValueTypeInfo<>(Envelope.class, EnvelopeSerializer.INSTANCE))
            .uid(FlagOperator.COMMANDS.uid())
            .name(FlagOperator.COMMANDS.title())
            .setParallelism(1);
  }

  private static List<String> lines(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> parts = Files.walk(folder)) {
      parts
          .filter(Files::isRegularFile)
          .sorted()
          .forEach(
              part -> {
                try {
                  lines.addAll(Files.readAllLines(part));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    return lines;
  }

  private static String decision(int n) {
    return "{\"second\":%d,\"tenant\":\"%s\",\"flag\":\"f%d\",\"percent\":%d.0}"
        .formatted(FIRST_SECOND + n / 6, "abc".charAt(n % 3), n, n);
  }

  @Test
  void runsAndTellsInOrder(@TempDir Path temp) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    configuration.setString(
        "metrics.reporter.counted.factory.class", CountedSeries.Factory.class.getName());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    FlagJob.build(env, commands(), Sinks.files(temp));
    env.execute("flags");

    List<String> expected = new ArrayList<>();
    for (int second = 0; second < COMMANDS / 6; second++) {
      for (int tenant = 0; tenant < 3; tenant++) {
        Stream.of(second * 6 + tenant, second * 6 + tenant + 3)
            .filter(n -> n % 10 != 9)
            .map(SecondJobTest::decision)
            .sorted()
            .forEach(expected::add);
      }
    }
    assertThat(lines(temp.resolve("decisions")))
        .as("by second, tenant and flag")
        .hasSize(27)
        .isEqualTo(expected);
    assertThat(lines(temp.resolve("decisions")).get(0)).isEqualTo(decision(0));
    assertThat(lines(temp.resolve("flag-evidence")))
        .hasSize(27)
        .first()
        .isEqualTo(
            "{\"id\":\"a/turn:f0/1767225600000000\",\"ts\":1767225600.0,\"tenant\":\"a\",\"kind\":\"turned\","
                + "\"rule\":\"turn:f0\",\"risk\":null,\"quote\":null,\"action\":\"turn\",\"values\":{\"percent\":0.0},\"window\":null}");
    assertThat(lines(temp.resolve("rejects")))
        .hasSize(3)
        .allMatch(line -> line.contains("must be a number in 0..100: percent=101"));
    assertThat(CountedSeries.counts())
        .as("two flags have series, one stands for the others; what was said twice counts once")
        .hasSize(FlagDecider.SERIES)
        .containsEntry("flags_decisions_total a f0", 1L)
        .containsEntry("flags_decisions_total other other", 25L);
  }

  @Test
  void uidsAreThoseOfItsFile() throws Exception {
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(new Configuration());
    FlagJob.build(env, commands(), Sinks.files(Path.of("out")));
    List<String> uids =
        env.getStreamGraph(false).getStreamNodes().stream()
            .map(StreamNode::getTransformationUID)
            .map(Objects::requireNonNull)
            .filter(uid -> !uid.startsWith("Sink Committer: "))
            .sorted()
            .toList();
    try (InputStream in = SecondJobTest.class.getResourceAsStream("uids.txt")) {
      assertThat(uids)
          .isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }

  @Test
  void pageNamesItsMetricAndItsLabels() {
    assertThat(
            MetricsPage.markdown(
                "# Flags\n\n",
                List.of(FlagExporter.values()),
                List.of(FlagMetric.values()),
                "The end.\n"))
        .isEqualTo(
            """
            # Flags

            ## Port 9399, `/metrics_flags`

            | name | type | labels | unit | meaning |
            |---|---|---|---|---|
            | `flags_decisions_total` | counter | tenant, flag | decisions | Decisions about a flag. |

            The end.
            """);
  }

  @Test
  void whatAClusterSetsHolds() {
    Configuration given = new Configuration();
    given.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    Configuration missing = JobFrame.missing(given);
    assertThat(missing.getOptional(StateBackendOptions.STATE_BACKEND)).isEmpty();
    assertThat(missing.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(JobFrame.missing(new Configuration()).get(StateBackendOptions.STATE_BACKEND))
        .isEqualTo("rocksdb");
  }
}
