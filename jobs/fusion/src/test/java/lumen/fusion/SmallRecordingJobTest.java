package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import lumen.runtime.job.JobArguments;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The small reference recording through the whole job, from file to file. */
class SmallRecordingJobTest {
  @RegisterExtension static final EmbeddedCluster CLUSTER = new EmbeddedCluster();

  private static final String EVENTS = "/lumen/reference/small/events.ndjson.gz";
  private static final double TOLERANCE = 1e-9;
  private static final List<String> FIGURES =
      List.of(
          "ts",
          "phase_diff",
          "harmony",
          "coherence",
          "entropy_ratio",
          "sync_quality",
          "order",
          "q",
          "r");

  @TempDir static Path work;

  private static JobOutput output;
  private static List<JsonNode> frames;
  private static List<JsonNode> expected;

  @BeforeAll
  static void replay() throws Exception {
    Path recording = copied(EVENTS, work);
    Path config = Files.createDirectories(work.resolve("config"));
    copied("/lumen/fusion/settings/small.config/fusion.yaml", config);
    copied("/lumen/fusion/settings/small.config/sensors.yaml", config);
    StreamExecutionEnvironment env = EmbeddedCluster.environment(work);
    Path out = work.resolve("out");
    Main.build(
        env,
        JobArguments.parse(
            new String[] {
              "--input",
              recording.toString(),
              "--config",
              config.toString(),
              "--out",
              out.toString()
            }));
    CLUSTER.await(CLUSTER.submit(env));
    output = JobOutput.read(out);
    frames = output.frames().stream().map(JobOutput::parse).toList();
    expected =
        linesOf("/lumen/reference/small/frames.ndjson.gz").stream().map(JobOutput::parse).toList();
  }

  private static Path copied(String resource, Path folder) throws IOException {
    Path file = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
    try (InputStream in = SmallRecordingJobTest.class.getResourceAsStream(resource)) {
      Files.copy(in, file);
    }
    return file;
  }

  private static List<String> linesOf(String resource) throws IOException {
    try (InputStream in = SmallRecordingJobTest.class.getResourceAsStream(resource);
        Reader text = new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8);
        BufferedReader lines = new BufferedReader(text)) {
      return lines.lines().toList();
    }
  }

  @Test
  void framesCoverTheSameStepsWithTheSameModes() {
    assertThat(frames).hasSameSizeAs(expected);
    for (int i = 0; i < frames.size(); i++) {
      JsonNode frame = frames.get(i);
      JsonNode wanted = expected.get(i);
      assertThat(frame.get("grid").longValue()).isEqualTo(wanted.get("g").longValue());
      for (String key : List.of("tenant", "mode", "streams_fresh", "streams_total")) {
        assertThat(frame.get(key)).as("%s of %s", key, wanted.get("g")).isEqualTo(wanted.get(key));
      }
    }
  }

  @Test
  void figuresOfEveryFrameAgreeToNineDigits() {
    double largest = 0;
    for (int i = 0; i < expected.size(); i++) {
      for (String figure : FIGURES) {
        JsonNode found = frames.get(i).get(figure);
        JsonNode wanted = expected.get(i).get(figure);
        assertThat(found.isNull())
            .as("%s of %s is null", figure, expected.get(i).get("g"))
            .isEqualTo(wanted.isNull());
        if (!wanted.isNull()) {
          double off = Math.abs(found.doubleValue() - wanted.doubleValue());
          largest = Math.max(largest, off / Math.max(Math.abs(wanted.doubleValue()), 1e-12));
        }
      }
    }
    assertThat(largest).isLessThanOrEqualTo(TOLERANCE);
  }

  @Test
  void everyEventIsAccountedFor() throws IOException {
    assertThat(output.accounts()).isNotEmpty();
    for (JsonNode account : output.accounts()) {
      long fates = 0;
      for (String fate : List.of("used", "rejected", "late", "filtered", "dropped")) {
        fates += account.get(fate).longValue();
      }
      assertThat(account.get("received").longValue()).as("%s", account).isEqualTo(fates);
    }
    assertThat(output.total("received")).isEqualTo(linesOf(EVENTS).size());
    assertThat(output.total("rejected")).isEqualTo(output.rejects().size()).isPositive();
    assertThat(output.total("late")).isEqualTo(output.late().size()).isPositive();
    assertThat(output.facts()).isNotEmpty();
    assertThat(output.behindWatermark()).isZero();
  }
}
