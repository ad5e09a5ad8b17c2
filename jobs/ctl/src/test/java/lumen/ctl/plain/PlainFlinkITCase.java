package lumen.ctl.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import lumen.ctl.LumenctlRun;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.replay.RunResults;
import lumen.fixtures.CommandRun;
import lumen.fixtures.RawHttp;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jobs jar on a Flink of one's own, by {@code flink run} alone: as docs/deploy.md tells it. */
final class PlainFlinkITCase {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern JOB = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Pattern SAVEPOINT =
      Pattern.compile("Savepoint completed. Path: (file:\\S+)");

  @TempDir private Path temp;
  private Path input;
  private Path config;
  private Path out;
  private String jar;

  @BeforeEach
  void aRecordingIsShipped() throws IOException {
    Path golden = LumenHome.locate().root().resolve("configs/goldens/demo_rig");
    input = temp.resolve("rig.ndjson");
    try (InputStream packed =
        new GZIPInputStream(Files.newInputStream(golden.resolve("input.ndjson.gz")))) {
      Files.copy(packed, input);
    }
    config = golden.resolve("config");
    out = temp.resolve("out");
    jar = LumenHome.locate().jobsJar().toString();
  }

  @Test
  void stoppedAndGoneOnItWritesWhatReplayWrites() throws Exception {
    try (PlainFlink flink = PlainFlink.layOut(temp.resolve("flink").toAbsolutePath())) {
      flink.startCluster();
      whatIsNotKnownIsAnswered(flink);
      thePortHasItsDoor(flink);
      String first = found(JOB, run(flink, "-d", "-c", "lumen.fusion.Main", jar, "--speed", "3"));
      await().atMost(PATIENCE).until(() -> !new OutputFolder(out).parts("frames").isEmpty());
      String savepoint =
          found(
              SAVEPOINT,
              flink.flink("stop", "--savepointPath", temp.resolve("savepoints").toString(), first));
      String second = found(JOB, run(flink, "-d", "-s", savepoint, jar));
      assertThat(flink.rest().awaitEnded(second).state()).isEqualTo("FINISHED");
    }
    new RunResults(new OutputFolder(out), Optional.of(config)).write(1);
    Path whole = temp.resolve("whole");
    CommandRun replay =
        LumenctlRun.of(
            "replay",
            input.toString(),
            "--config",
            config.toString(),
            "--out",
            whole.toString(),
            "--local");
    assertThat(replay.exitCode()).as(replay.err()).isZero();
    for (String file : List.of("frames", "control", "evidence")) {
      assertThat(out.resolve(file + ".ndjson"))
          .as(file)
          .isNotEmptyFile()
          .hasSameTextualContentAs(whole.resolve(file + ".ndjson"));
    }
  }

  /** {@code flink run} with the options of Flink before the jar, and those of the job behind. */
  private PlainFlink.Said run(PlainFlink flink, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("run"));
    all.addAll(List.of(words));
    all.addAll(List.of("--input", input.toString(), "--config", config.toString()));
    all.addAll(List.of("--out", out.toString()));
    return flink.flink(all.toArray(String[]::new));
  }

  private static String found(Pattern pattern, PlainFlink.Said said) {
    Matcher matcher = pattern.matcher(said.text());
    assertThat(matcher.find()).as(said.text()).isTrue();
    assertThat(said.exit()).as(said.text()).isZero();
    return matcher.group(1);
  }

  private void whatIsNotKnownIsAnswered(PlainFlink flink) throws Exception {
    PlainFlink.Said said = run(flink, "-d", jar, "--nonsense");
    assertThat(said.exit()).isNotZero();
    assertThat(said.text()).contains("unknown argument: --nonsense; usage: --input FILE");
  }

  /** The reporter in lib is the door of REST. */
  private static void thePortHasItsDoor(PlainFlink flink) throws IOException {
    String host = "Host: 127.0.0.1:" + flink.restPort();
    String stranger =
        RawHttp.send(
            flink.restPort(),
            "",
            "GET /jars HTTP/1.1",
            host,
            "Origin: http://evil.example",
            "Connection: close");
    assertThat(RawHttp.status(stranger)).isEqualTo(403);
    String own =
        RawHttp.send(flink.restPort(), "", "GET /jars HTTP/1.1", host, "Connection: close");
    assertThat(RawHttp.status(own)).isEqualTo(200);
  }
}
