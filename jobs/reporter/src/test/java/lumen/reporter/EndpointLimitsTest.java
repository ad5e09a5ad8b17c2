package lumen.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lumen.http.DoorRule;
import org.apache.flink.metrics.Gauge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that misbehaves takes nothing but its own answer. */
@Timeout(60)
final class EndpointLimitsTest {
  private static final DoorRule LOOPBACK =
      new DoorRule("localhost", "allowed-hosts", List.of(), target -> true);

  private static final int MORE_THAN_FIT = 60;

  /** Two at work, and those that wait. */
  private static final int FIT = 2 + 16;

  @Test
  void scrapesBeyondThoseThatWaitAreTurnedAway() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    CountDownLatch turnedAway = new CountDownLatch(MORE_THAN_FIT - FIT);
    SeriesTable table = new SeriesTable();
    Gauge<Long> slow =
        () -> {
          await(released);
          return 1L;
        };
    table.add("slow", "slow", "", slow);
    try (Endpoint endpoint = Endpoint.open("localhost", PortRange.of("0"), table, LOOPBACK)) {
      HttpClient client = HttpClient.newHttpClient();
      HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint.url())).build();
      List<CompletableFuture<Integer>> scrapes = new ArrayList<>();
      for (int i = 0; i < MORE_THAN_FIT; i++) {
        scrapes.add(
            client
                .sendAsync(request, BodyHandlers.ofString())
                .thenApply(HttpResponse::statusCode)
                .exceptionally(failure -> 0)
                .whenComplete((answer, failure) -> turnedAway.countDown()));
      }
      assertThat(turnedAway.await(30, TimeUnit.SECONDS)).as("all that do not fit").isTrue();
      released.countDown();
      List<Integer> answers = scrapes.stream().map(CompletableFuture::join).toList();
      assertThat(answers.stream().filter(answer -> answer == 200).count())
          .as("two at work and those that wait")
          .isBetween(3L, (long) FIT);
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void requestThatIsNotFinishedIsCutOff() throws Exception {
    try (Endpoint endpoint =
            Endpoint.open("localhost", PortRange.of("0"), new SeriesTable(), LOOPBACK);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
      client.setSoTimeout(30_000);
      client.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
      InputStream answer = client.getInputStream();
      assertThat(answer.read()).as("end of the connection").isEqualTo(-1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
