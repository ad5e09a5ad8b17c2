package lumen.ctl.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lumen.fixtures.RawHttp;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run without a cluster listens on, as the kernel tells it. */
final class LocalPortsTest {
  private static final Path SOCKETS = Path.of("/proc/self/net");
  private static final String LISTENING = "0A";
  private static final String LOOPBACK = "0100007F";
  private static final String LOOPBACK_IN_IPV6 = "0000000000000000FFFF0000" + LOOPBACK;

  /** The run lasts so long that its ports can be asked. */
  private static final int SECONDS = 4;

  /** The port of blobs does not answer at all. */
  private static final int SOON_MILLIS = 1_000;

  private static final int SPEED = 10;
  private static final long FIRST = 1_767_225_600L;

  @TempDir private Path temp;

  @Test
  void localRunListensOnLoopbackAloneAndItsRestPortHasADoor() throws Exception {
    assumeTrue(Files.isReadable(SOCKETS.resolve("tcp")), "needs the sockets of Linux");
    TreeMap<Integer, String> seen = new TreeMap<>();
    List<String> answers = new ArrayList<>();
    LocalRun.run(
        replay(),
        millis -> {
          seen.putAll(listening());
          if (answers.isEmpty()) {
            seen.keySet().forEach(port -> answers.addAll(rest(port)));
          }
        },
        () -> false);

    assertThat(seen).isNotEmpty();
    assertThat(seen.values()).isSubsetOf(LOOPBACK, LOOPBACK_IN_IPV6);
    assertThat(answers).hasSize(2);
    assertThat(answers.get(0)).startsWith("HTTP/1.1 200").contains("\"web-submit\":false");
    assertThat(answers.get(1)).startsWith("HTTP/1.1 403").contains("Host=evil.example");
  }

  private JobRequest replay() throws IOException {
    Path recording = temp.resolve("recording.ndjson");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i <= SECONDS * SPEED; i++) {
      lines.add("{\"ts\":%d,\"source\":\"a\",\"key\":\"k\",\"value\":1}".formatted(FIRST + i));
    }
    Files.write(recording, lines);
    Path config = LumenHome.locate().root().resolve("configs");
    return new ReplayRequest(
        List.of(recording),
        Optional.of(config),
        temp.resolve("out"),
        "local ports",
        SPEED,
        2,
        false);
  }

  /** What the port answers if it is that of REST: to a program, and to a page of another name. */
  private static List<String> rest(int port) {
    String[] own = {"GET /config HTTP/1.1", "Host: localhost:" + port, "Connection: close"};
    String[] rebound = {"GET /config HTTP/1.1", "Host: evil.example:" + port};
    try {
      String answer = RawHttp.send(port, SOON_MILLIS, "", own);
      return answer.startsWith("HTTP/1.1")
          ? List.of(answer, RawHttp.send(port, SOON_MILLIS, "", rebound))
          : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Ports on which this process listens, with their address as the kernel writes it. */
  private static Map<Integer, String> listening() {
    Set<String> own = ownSockets();
    TreeMap<Integer, String> ports = new TreeMap<>();
    for (String family : List.of("tcp", "tcp6")) {
      for (String line : lines(SOCKETS.resolve(family))) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns[3].equals(LISTENING) && own.contains("socket:[" + columns[9] + "]")) {
          String[] address = columns[1].split(":", -1);
          ports.put(Integer.parseInt(address[1], 16), address[0]);
        }
      }
    }
    return ports;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> ownSockets() {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.map(LocalPortsTest::target).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "closed meanwhile";
    }
  }
}
