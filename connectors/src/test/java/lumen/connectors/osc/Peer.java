package lumen.connectors.osc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of liblo, another OSC implementation. Absent, its tests are skipped, not where CI. */
final class Peer implements AutoCloseable {
  private final Process process;

  private Peer(Process process) {
    this.process = process;
  }

  static Peer start(String program, Object... arguments) throws IOException {
    String path = System.getenv().getOrDefault("PATH", "");
    boolean present =
        Arrays.stream(path.split(":")).anyMatch(dir -> Files.isExecutable(Path.of(dir, program)));
    String absent = program + " is absent: apt-get install liblo-tools";
    if ("true".equals(System.getenv("CI"))) {
      assertThat(present).as(absent).isTrue();
    }
    assumeTrue(present, absent);
    List<String> command = new ArrayList<>(List.of(program));
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    return new Peer(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Runs a program to its end. */
  static void run(String program, Object... arguments) throws IOException, InterruptedException {
    try (Peer peer = start(program, arguments);
        InputStream output = peer.process.getInputStream()) {
      String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(peer.process.waitFor()).as("%s: %s", program, said).isZero();
    }
  }

  BufferedReader output() {
    return process.inputReader(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
