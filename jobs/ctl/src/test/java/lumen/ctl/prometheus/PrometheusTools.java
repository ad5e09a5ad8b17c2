package lumen.ctl.prometheus;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lumen.terminal.LumenHome;

/** The programs of Prometheus, which are no part of the repository. */
final class PrometheusTools {
  private PrometheusTools() {}

  /** Where they are absent, skips the calling test, or fails it under {@code CI}. */
  static void require() {
    String path = System.getenv().getOrDefault("PATH", "");
    boolean there =
        Arrays.stream(path.split(":"))
            .anyMatch(
                dir ->
                    Files.isExecutable(Path.of(dir, "promtool"))
                        && Files.isExecutable(Path.of(dir, "prometheus")));
    if (there) {
      return;
    }
    String message = "promtool and prometheus are absent: apt-get install prometheus";
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    abort(message);
  }

  /** The shipped scrape configuration. */
  static Path scrapeConfig() {
    return LumenHome.locate().root().resolve("deploy/prometheus/scrape.yml");
  }

  /** What promtool says of a file: its exit code and its lines. */
  static Verdict promtool(Path out, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    int exitCode = process.waitFor();
    return new Verdict(exitCode, Files.readString(out));
  }

  /** An exit code and what was printed. */
  record Verdict(int exitCode, String said) {}
}
