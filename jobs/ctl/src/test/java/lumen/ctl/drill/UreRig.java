package lumen.ctl.drill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The reference engine's endpoint, which fails, hangs and is not there in turn. */
final class UreRig implements AutoCloseable {
  /** What an answer brings: five figures, one that is not a number, a malformed line, ure_up. */
  static final int RECEIVED_PER_ANSWER = 8;

  /** What a pull that fails brings: the reject, and ure_up. */
  static final int RECEIVED_PER_FAILURE = 2;

  private static final double HANG_S = 3;
  private static final double OUTAGE_S = 4.5;

  /** Pulls that fail are repeated after 1, 2, 4 s. */
  private static final double RECOVERY_S = 3;

  private static final String METRICS =
      """
      # TYPE ure_phase_diff_mean gauge
      ure_phase_diff_mean 0.01
      ure_harmony_index 0.9
      ure_coherence_level 0.88
      ure_residual_entropy_last 0.1
      ure_hz 5
      ure_hz{engine="second"} NaN
      ure_hz{engine= 5
      process_cpu_seconds_total 12.5
      """;

  /** How it answers. */
  private enum Manner {
    WELL,
    WITH_500,
    NEVER
  }

  /** A pull that is heard so soon after an answer shows that the answer was taken, seconds. */
  private static final double NEXT_PULL_S = 1.4;

  /** When it answered well, seconds since the epoch. */
  final ConcurrentSkipListSet<Double> answers = new ConcurrentSkipListSet<>();

  private final ConcurrentSkipListSet<Double> pulls = new ConcurrentSkipListSet<>();

  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong hung = new AtomicLong();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "ure rig");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Manner manner = Manner.WELL;
  private HttpServer server;
  private final int port;
  private int outages;

  UreRig() throws IOException {
    listen(0);
    port = server.getAddress().getPort();
  }

  private void listen(int at) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
    server.createContext("/metrics", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + port + "/metrics";
  }

  /** Pulls that were answered well. */
  long answered() {
    return answered.get();
  }

  /** Pulls that were answered with 500. */
  long failed() {
    return failed.get();
  }

  /** Pulls that were never answered. */
  long hung() {
    return hung.get();
  }

  /** What was injected, for people. */
  String faults() {
    return "outages %d: answers 500 %d times, hangs %d times, else refuses"
        .formatted(outages, failed.get(), hung.get());
  }

  /**
   * The last answer until then that was taken beyond doubt: a busy machine may give up one that was
   * given, and pulls again only later.
   *
   * @return when, seconds since the epoch; null: none
   */
  Double taken(double until) {
    Double answer = answers.floor(until);
    while (answer != null && !isFollowed(answer)) {
      answer = answers.lower(answer);
    }
    return answer;
  }

  private boolean isFollowed(double answer) {
    Double next = pulls.higher(answer);
    return next != null && next < answer + NEXT_PULL_S;
  }

  private void answer(HttpExchange exchange) throws IOException {
    pulls.add(Spans.now());
    switch (manner) {
      case WELL -> {
        answered.incrementAndGet();
        reply(exchange, 200, METRICS);
        answers.add(Spans.now());
      }
      case WITH_500 -> {
        failed.incrementAndGet();
        reply(exchange, 500, "out of order\n");
      }
      case NEVER -> {
        hung.incrementAndGet();
        Timing.until(System.nanoTime() + (long) (HANG_S * 1e9));
        exchange.close();
      }
      default -> throw new IllegalStateException("manner must be known: " + manner);
    }
  }

  private static void reply(HttpExchange exchange, int code, String text) throws IOException {
    try (exchange) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
      exchange.sendResponseHeaders(code, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Answers until everything is quiet, when nobody is there. */
  void run(Timing timing) throws IOException {
    timing.pause(timing.calmS());
    for (int kind = 0; timing.has(OUTAGE_S + 2 * RECOVERY_S); kind++) {
      outages++;
      double seconds = timing.between(OUTAGE_S, OUTAGE_S + 1);
      if (kind % 3 < 2) {
        manner = kind % 3 == 0 ? Manner.WITH_500 : Manner.NEVER;
        timing.pause(seconds);
        manner = Manner.WELL;
      } else {
        server.stop(0);
        timing.pause(seconds);
        listen(port);
      }
      timing.rest();
    }
    timing.awaitQuiet();
    server.stop(0);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
