package lumen.ctl.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Asks at a steady rate and measures from when a request was to be sent until its answer is read:
 * requests are sent at absolute times, so one that is slow hides none behind it (no coordinated
 * omission). As many outcomes follow, each when its answer came.
 */
final class GatewayLoad {
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long MOST_MICROS = TimeUnit.MINUTES.toMicros(10);
  private static final int DIGITS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final GatewayClient client;
  private final String tenant;
  private final String scenario;
  private final double rate;
  private final Histogram micros = new ConcurrentHistogram(MOST_MICROS, DIGITS);
  private final AtomicLong unanswered = new AtomicLong();
  private final AtomicLong overlays = new AtomicLong();
  private final AtomicLong settled = new AtomicLong();

  GatewayLoad(GatewayClient client, String tenant, String scenario, double rate) {
    this.client = client;
    this.tenant = tenant;
    this.scenario = scenario;
    this.rate = rate;
  }

  /**
   * What was measured.
   *
   * @param micros times of all answered, microseconds
   * @param asked requests after the warm-up
   * @param unanswered those that no answer came to
   * @param overlays those that were given an overlay
   */
  record Measure(Histogram micros, long asked, long unanswered, long overlays) {}

  /**
   * Asks for so long.
   *
   * @param run begins the ids, which must be of this run alone
   * @param warmUpS seconds before, that do not count
   */
  Measure run(String run, double warmUpS, double seconds) {
    long all = Math.round(rate * (warmUpS + seconds));
    long warm = Math.round(rate * warmUpS);
    long begin = System.nanoTime() + SECOND_NANOS / 10;
    for (long i = 0; i < all; i++) {
      long due = begin + Math.round(i * (SECOND_NANOS / rate));
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      ask(run + i, due, i >= warm);
    }
    long until = System.nanoTime() + PATIENCE.toNanos() + SECOND_NANOS;
    while (settled.get() < all && System.nanoTime() < until) {
      LockSupport.parkNanos(SECOND_NANOS / 100);
    }
    return new Measure(micros, all - warm, unanswered.get(), overlays.get());
  }

  private void ask(String id, long due, boolean counts) {
    var unused =
        client
            .ask(tenant, id, request(id), PATIENCE)
            .thenAccept(
                answer -> {
                  boolean came = answer.readNanos() != Long.MAX_VALUE;
                  long took = TimeUnit.NANOSECONDS.toMicros(answer.readNanos() - due);
                  if (came) {
                    client.write(tenant, outcome(id, answer.overlay(), took / 1_000));
                  }
                  if (counts && came) {
                    micros.recordValue(Math.max(0, Math.min(MOST_MICROS, took)));
                    overlays.addAndGet(answer.overlay().equals(GatewayClient.BASELINE) ? 0 : 1);
                  } else if (counts) {
                    unanswered.incrementAndGet();
                  }
                  settled.incrementAndGet();
                });
  }

  private String request(String id) {
    return "{\"type\":\"request\",\"ts\":%s,\"tenant\":\"%s\",\"request_id\":\"%s\",\"scenario_type\":\"%s\",\"confidence\":0.9}"
        .formatted(now(), tenant, id, scenario);
  }

  private String outcome(String id, String ran, long latencyMs) {
    return "{\"type\":\"outcome\",\"ts\":%s,\"tenant\":\"%s\",\"request_id\":\"%s\",\"overlay\":\"%s\",\"result\":\"success\",\"latency_ms\":%d,\"tokens\":1000}"
        .formatted(now(), tenant, id, ran, Math.max(0, latencyMs));
  }

  /** The wall clock, seconds. */
  private static String now() {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    return "%d.%06d".formatted(now / 1_000_000, now % 1_000_000);
  }
}
