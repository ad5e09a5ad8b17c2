package lumen.ctl;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A browser without a window.
 *
 * @param program what is started
 * @param folder takes its profiles
 */
public record Chromium(Path program, Path folder) {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final int PATIENCE_S = 60;

  /**
   * LUMEN_CHROMIUM, or the first known name on the path; without one the test is skipped, but not
   * in CI.
   */
  public static Chromium find(Path folder) {
    String configured = System.getenv("LUMEN_CHROMIUM");
    if (configured != null) {
      return new Chromium(Path.of(configured), folder);
    }
    for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
      for (String name : NAMES) {
        Path file = Path.of(place, name);
        if (Files.isExecutable(file)) {
          return new Chromium(file, folder);
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

  /**
   * Opens a page in a profile of its own.
   *
   * @param log takes what it logs, the page's console among it
   * @param further options
   * @return the page's tree when it has loaded
   */
  public String dom(String url, Path log, String... further)
      throws IOException, InterruptedException {
    Path dom = Files.createTempFile(folder, "dom", ".html");
    Process process =
        new ProcessBuilder(command(url, further))
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      fail("browser must answer within 60 s: " + Files.readString(log));
    }
    return Files.readString(dom, StandardCharsets.UTF_8);
  }

  private List<String> command(String url, String... further) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
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
            "--user-data-dir=" + Files.createTempDirectory(folder, "profile")));
    command.addAll(List.of(further));
    command.addAll(List.of("--dump-dom", url));
    return command;
  }
}
