package lumen.ctl.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lumen.ctl.simulate.Rig;
import lumen.ctl.simulate.RigSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportInBrowserTest {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  @TempDir private Path dir;

  @Test
  void everyPlotIsDrawnAndNoScriptFails() throws Exception {
    Path browser = browser();
    Path truth = dir.resolve("truth.json");
    new Rig(RigSettings.DEMO).play(new ByteArrayOutputStream()).write(truth);
    new SampleRun(dir)
        .tenant("stage_a", 3000)
        .tenant("</script><script>throw 1</script>", 500)
        .channel("stage_a", "wrist", 0.75)
        .write();
    new SampleBridge(dir).tenant("stage_a", 600).write();
    Path report = dir.resolve("report.html");
    RunReport.write(dir, Optional.of(truth), report);

    Path log = dir.resolve("browser.log");
    String dom = dump(browser, report, log);

    int plots = dom.split("<figure class=\"plot", -1).length - 1;
    assertThat(plots).isEqualTo(8 + 7 + 4);
    assertThat(dom).contains("data-drawn=\"" + plots + "\"");
    assertThat(Files.readAllLines(log)).noneMatch(line -> line.contains("CONSOLE"));
  }

  private String dump(Path browser, Path page, Path log) throws IOException, InterruptedException {
    Path dom = dir.resolve("dom.html");
    Process process =
        new ProcessBuilder(command(browser, page))
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      fail("browser must answer within 60 s: " + Files.readString(log));
    }
    return Files.readString(dom, StandardCharsets.UTF_8);
  }

  private List<String> command(Path browser, Path page) {
    List<String> command = new ArrayList<>();
    command.add(browser.toString());
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--enable-logging=stderr",
            "--window-size=1400,1000",
            "--user-data-dir=" + dir.resolve("profile"),
            "--dump-dom",
            page.toUri().toString()));
    return command;
  }

  /**
   * LUMEN_CHROMIUM, or the first known name on the path; without one the test is skipped, but not
   * in CI.
   */
  private static Path browser() {
    String configured = System.getenv("LUMEN_CHROMIUM");
    if (configured != null) {
      return Path.of(configured);
    }
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      for (String name : NAMES) {
        Path file = Path.of(folder, name);
        if (Files.isExecutable(file)) {
          return file;
        }
      }
    }
    String message = "needs Chromium on the path or in LUMEN_CHROMIUM";
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    assumeTrue(false, message);
    throw new IllegalStateException(message);
  }
}
