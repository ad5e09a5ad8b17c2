package lumen.ctl.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.fixtures.PrometheusTools;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real programs, with the shipped files, on free ports. */
final class WatchCommandITCase {
  private static final String FOLDER = "lumen.watch.dir";

  @TempDir private Path temp;

  @Test
  void bothRunWithTheShippedRulesUntilTheyAreStopped() throws Exception {
    PrometheusTools.require();
    System.setProperty(FOLDER, temp.resolve("watch").toString());
    int port = freePort();
    int alertmanager = freePort();
    try {
      assertThat(LumenctlRun.of("watch", "status").exitCode()).isEqualTo(ExitCode.UNREACHABLE);
      CommandRun started = start(port, alertmanager);
      assertThat(started.exitCode()).as(started.err()).isEqualTo(ExitCode.OK);
      assertThat(started.out())
          .contains("http://127.0.0.1:" + alertmanager)
          .containsPattern("http://127.0.0.1:" + port + "/(classic/)?alerts");
      for (String page : pages(started.out())) {
        assertThat(status(page)).as(page).isEqualTo(200);
      }
      assertThat(get(port, "/api/v1/rules")).contains("\"FusionPhaseDrift\"", "gate:ok");
      assertThat(get(port, "/api/v1/status/flags"))
          .contains("\"storage.tsdb.retention.time\":\"40d\"");
      assertThat(get(port, "/api/v1/status/config")).contains("127.0.0.1:" + alertmanager);
      assertThat(get(alertmanager, "/api/v2/status")).contains("slack_url");
      assertThat(start(port, alertmanager).out()).startsWith("both run already");
      assertThat(LumenctlRun.of("watch", "status").exitCode()).isEqualTo(ExitCode.OK);
    } finally {
      assertThat(LumenctlRun.of("watch", "stop").out()).isEqualTo("stopped\n");
      assertThat(LumenctlRun.of("watch", "stop").out()).isEqualTo("nothing ran\n");
      System.clearProperty(FOLDER);
    }
  }

  /** What it prints is there, whatever pages this Prometheus has. */
  private static List<String> pages(String out) {
    return out.lines()
        .filter(line -> line.contains("http://"))
        .map(line -> line.substring(line.indexOf("http://")))
        .toList();
  }

  private static int status(String page) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(page)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    PrometheusTools.require();
    System.setProperty(FOLDER, temp.resolve("watch").toString());
    try (ServerSocket taken = new ServerSocket(0)) {
      CommandRun run = start(taken.getLocalPort(), freePort());
      assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err()).contains("port in use", Integer.toString(taken.getLocalPort()));
      CommandRun same = start(1, 1);
      assertThat(same.err()).contains("--port and --alertmanager-port must differ: 1");
    } finally {
      System.clearProperty(FOLDER);
    }
  }

  private static CommandRun start(int port, int alertmanager) {
    return LumenctlRun.of(
        "watch",
        "start",
        "--port",
        Integer.toString(port),
        "--alertmanager-port",
        Integer.toString(alertmanager));
  }

  private static String get(int port, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
