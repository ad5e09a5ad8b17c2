package lumen.watch.rules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.fixtures.PrometheusTools;

/** The tool that tests rules, which is no part of the repository. */
final class Promtool {
  private Promtool() {}

  /** Where it is absent, skips the calling test, or fails it under {@code CI}. */
  static void require() {
    PrometheusTools.require();
  }

  /** What was said, and whether it found no fault. */
  record Verdict(boolean good, String said) {}

  /** Runs it in a folder. */
  static Verdict run(Path folder, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Verdict(process.waitFor() == 0, said);
    } catch (IOException e) {
      throw new IllegalStateException("promtool must run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("promtool must end", e);
    }
  }
}
