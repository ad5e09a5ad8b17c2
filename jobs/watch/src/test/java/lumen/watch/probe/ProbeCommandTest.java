package lumen.watch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import lumen.fixtures.CommandRun;
import lumen.http.LoopbackServer;
import lumen.http.ProgramsOnly;
import lumen.http.Reply;
import lumen.http.Routes;
import lumen.http.ServerLimits;
import lumen.http.Service;
import org.junit.jupiter.api.Test;

/** Against an endpoint of its own. */
final class ProbeCommandTest {
  private static final ServerLimits LIMITS =
      new ServerLimits(2, 16, 0, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ZERO);

  private static CommandRun run(String... arguments) {
    return CommandRun.of(List.of(ProbeCommand.class), arguments);
  }

  private static LoopbackServer endpoint() throws IOException {
    LoopbackServer server =
        LoopbackServer.open(
            InetAddress.getLoopbackAddress(),
            0,
            LIMITS,
            new Service(
                "probed",
                ProgramsOnly::new,
                Reply::text,
                Routes.none(Reply::text)
                    .and(
                        "GET",
                        "/metrics",
                        request -> CompletableFuture.completedFuture(Reply.text(200, "up 1")))));
    server.start();
    return server;
  }

  @Test
  void figuresOfAllScrapesAreTold() throws IOException {
    try (LoopbackServer server = endpoint()) {
      String url = "http://" + server.address() + "/metrics";
      CommandRun run = run("probe", url, "--count", "7", "--p95-ms", "5000");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out())
          .matches(
              "7 scrapes of \\S+: mean [0-9.]+ ms, p95 [0-9.]+ ms, max [0-9.]+ ms, 5 bytes\\n");
      long begun = System.nanoTime();
      CommandRun paced = run("probe", url, "--count", "5", "--rate", "20", "--p95-ms", "5000");
      assertThat(paced.exitCode()).as(paced.err()).isZero();
      assertThat(System.nanoTime() - begun).as("four pauses of 50 ms").isGreaterThan(200_000_000L);
      CommandRun slow = run("probe", url, "--count", "2", "--p95-ms", "0");
      assertThat(slow.exitCode()).isEqualTo(1);
      assertThat(slow.err()).contains("p95 must be at most 0.0 ms: ");
      CommandRun other = run("probe", "http://" + server.address() + "/readyz");
      assertThat(other.exitCode()).isEqualTo(1);
      assertThat(other.err()).contains("must answer 200: http://").contains("/readyz answered 404");
    }
  }

  @Test
  void wrongUseAndSilenceAreTold() throws IOException {
    String nowhere;
    try (ServerSocket socket = new ServerSocket(0)) {
      nowhere = "http://127.0.0.1:" + socket.getLocalPort() + "/metrics";
    }
    CommandRun silent = run("probe", nowhere);
    assertThat(silent.exitCode()).isEqualTo(3);
    assertThat(silent.err()).contains("must answer within 5 s: " + nowhere + " does not");
    assertThat(run("probe", "--count", "0").err()).contains("must be in 1..10000: --count 0");
    assertThat(run("probe", "--rate", "-1").err()).contains("must be in 0..1000: --rate -1.0");
    assertThat(run("probe", "nowhere").err()).contains("must be an http address: nowhere");
  }

  @Test
  void percentileIsTheTimeThatNinetyFiveOfAHundredDoNotExceed() {
    List<Double> millis = IntStream.rangeClosed(1, 100).mapToObj(i -> (double) (101 - i)).toList();
    assertThat(ScrapeTimes.of(millis, 9)).isEqualTo(new ScrapeTimes(100, 50.5, 95, 100, 9));
    assertThat(ScrapeTimes.of(List.of(3.0), 9).p95Ms()).isEqualTo(3);
  }
}
