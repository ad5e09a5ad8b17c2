package lumen.ctl.stage;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import lumen.http.LoopbackServer;
import lumen.http.Reply;
import lumen.http.Request;
import lumen.http.Routes;
import lumen.http.ServerLimits;
import lumen.http.Service;

/**
 * A reference engine whose page of metrics always says the same, and well. It asks nobody who
 * comes: a relay names another port than its own.
 */
public final class AnsweringEngine implements AutoCloseable {
  private static final int OK = 200;
  private static final ServerLimits LIMITS =
      new ServerLimits(
          4, 32, 0, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(1));

  private static final String PAGE =
      """
      # TYPE ure_phase_diff_mean gauge
      ure_phase_diff_mean 0.001
      ure_harmony_index 0.97
      ure_coherence_level 0.97
      ure_residual_entropy_last 0.02
      """;

  private final AtomicLong answers = new AtomicLong();
  private final LoopbackServer server;

  /** Answers on a free port of loopback. */
  public AnsweringEngine() throws IOException {
    server =
        LoopbackServer.open(
            InetAddress.getLoopbackAddress(),
            0,
            LIMITS,
            new Service(
                "engine",
                address -> visit -> Optional.empty(),
                Reply::text,
                Routes.none(Reply::text).and("GET", "/metrics", this::answer)));
    server.start();
  }

  private CompletableFuture<Reply> answer(Request request) {
    answers.incrementAndGet();
    return CompletableFuture.completedFuture(Reply.text(OK, PAGE));
  }

  /** Where it answers. */
  public int port() {
    return server.port();
  }

  /** How often it was asked. */
  public long answers() {
    return answers.get();
  }

  @Override
  public void close() {
    server.close();
  }
}
