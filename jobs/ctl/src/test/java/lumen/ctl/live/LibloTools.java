package lumen.ctl.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The programs of liblo, another OSC implementation. */
final class LibloTools {
  private LibloTools() {}

  /** Where they are absent, skips the calling test, or fails it under {@code CI}. */
  static void require() {
    String path = System.getenv().getOrDefault("PATH", "");
    if (Arrays.stream(path.split(":"))
        .anyMatch(dir -> Files.isExecutable(Path.of(dir, "oscsend")))) {
      return;
    }
    String message = "oscsend is absent: apt-get install liblo-tools";
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    abort(message);
  }

  /** Sends one message. */
  static void send(int port, String... addressTypesAndValues) throws Exception {
    List<String> command = new ArrayList<>(List.of("oscsend", "127.0.0.1", Integer.toString(port)));
    command.addAll(List.of(addressTypesAndValues));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
