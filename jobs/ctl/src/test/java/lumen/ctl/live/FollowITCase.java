package lumen.ctl.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lumen.connectors.live.LogFolder;
import lumen.connectors.live.LogLines;
import lumen.connectors.live.LogRotation;
import lumen.ctl.LumenctlRun;
import lumen.ctl.session.ForkedLumenctl;
import lumen.ctl.session.RunFolder;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lumenctl run --from-log} in its own process, on a log that stays open. */
@Tag("clock")
class FollowITCase {
  private static final long START = 1_767_225_600;
  private static final int EVENTS = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path temp;
  private Path log;
  private Path out;

  @BeforeEach
  void writeLog() throws IOException {
    log = temp.resolve("log");
    out = temp.resolve("out");
    LogFolder written =
        LogFolder.open(
            log,
            new LogRotation(20_000, Long.MAX_VALUE),
            false,
            new LogLines().header(100_000),
            Map.of());
    for (int i = 0; i < EVENTS; i++) {
      String event =
          "{\"ts\":%d.%03d,\"source\":\"rig\",\"key\":\"k\",\"value\":%d,\"meta\":{\"stream\":\"osc\",\"at\":%d.%03d}}"
              .formatted(START + i / 50, 20 * (i % 50), i % 7, START + i / 50, 20 * (i % 50));
      written.line(event.getBytes(StandardCharsets.UTF_8));
    }
    written.flush();
  }

  /** A machine that is held up has not begun to read after nine seconds; a minute is enough. */
  @Test
  void followsUntilItsTimeIsOver() throws Exception {
    CommandRun run = runFor("9s");
    if (run.exitCode() != ExitCode.OK) {
      run = runFor("60s");
    }
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    RunFolder.read(out).accountsForAll(EVENTS);
  }

  private CommandRun runFor(String time) {
    return LumenctlRun.of(
        "run", "--local", "--from-log", log.toString(), "--out", out.toString(), "--for", time);
  }

  @Test
  void followsUntilCtrlC() throws Exception {
    try (ForkedLumenctl run = start()) {
      await().atMost(PATIENCE).until(() -> hasCommitted(out.resolve("accounts")));
      run.interrupt();
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    }
    RunFolder.read(out).accountsForAll(EVENTS);
  }

  private static boolean hasCommitted(Path output) throws IOException {
    if (!Files.isDirectory(output)) {
      return false;
    }
    try (var files = Files.newDirectoryStream(output, "part-*")) {
      return files.iterator().hasNext();
    }
  }

  @Test
  void folderThatIsNoLogIsOneLine() throws Exception {
    Path recording = Files.createDirectory(temp.resolve("recording"));
    Files.writeString(recording.resolve("a.ndjson"), "{}\n");
    for (Path folder : List.of(recording, temp.resolve("absent"), Files.createDirectory(out))) {
      CommandRun run =
          LumenctlRun.of("run", "--from-log", folder.toString(), "--out", out.toString());
      assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err().lines())
          .singleElement()
          .asString()
          .contains("--from-log must be a folder that `lumenctl ingest` writes: " + folder);
    }
  }

  private ForkedLumenctl start() throws IOException {
    List<String> command =
        List.of("run", "--local", "--from-log", log.toString(), "--out", out.toString());
    return ForkedLumenctl.start(List.of(), command, temp.resolve("err"));
  }
}
