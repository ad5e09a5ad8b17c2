package lumen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.connectors.replay.RecordingException;
import lumen.connectors.replay.RecordingFiles;
import lumen.ctl.replay.OutputFolder;
import lumen.fusion.Main;
import lumen.fusion.settings.LumenSettings;
import lumen.runtime.job.JobArguments;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is compared does the same work: to the byte. */
class SameFramesTest {
  private static final int LINES = 16_000;

  @TempDir private Path folder;
  private Path recording;

  @BeforeEach
  void writeRecording() throws IOException {
    recording = folder.resolve("wristband.ndjson");
    List<String> lines = new ArrayList<>();
    for (byte[] line : Signals.lines(LINES)) {
      lines.add(new String(line, java.nio.charset.StandardCharsets.UTF_8));
    }
    Files.write(recording, lines);
  }

  @Test
  void oneThreadWritesTheFramesOfTheJob() throws Exception {
    StreamExecutionEnvironment env = embedded();
    Path out = folder.resolve("job");
    Main.build(
        env,
        JobArguments.parse(
            new String[] {"--input", recording.toString(), "--out", out.toString()}));
    env.execute();
    assertThat(frames(out)).hasSizeGreaterThan(200).isEqualTo(referenceFrames());
  }

  @Test
  void theNaiveJobWritesTheFramesOfTheJob() throws Exception {
    StreamExecutionEnvironment env = embedded();
    Path out = folder.resolve("naive");
    NaiveJob.build(env, recording, out, 2, LumenSettings.defaults());
    env.execute();
    assertThat(frames(out)).hasSizeGreaterThan(200).isEqualTo(referenceFrames());
  }

  private static StreamExecutionEnvironment embedded() {
    return StreamExecutionEnvironment.createLocalEnvironment(2, new Configuration());
  }

  private static List<String> frames(Path out) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path part : new OutputFolder(out).parts("frames")) {
      Files.readAllLines(part).forEach(line -> lines.add(ComparedJobs.withoutGains(line)));
    }
    return lines;
  }

  private List<String> referenceFrames() throws IOException, RecordingException {
    Path frames = folder.resolve("reference.ndjson");
    SingleThreadReference.Result result =
        SingleThreadReference.run(
            RecordingFiles.find(List.of(recording)).get(0), LumenSettings.defaults(), frames);
    assertThat(result.events()).isEqualTo(LINES);
    return Files.readAllLines(frames);
  }
}
