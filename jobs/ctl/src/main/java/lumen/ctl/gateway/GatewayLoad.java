package lumen.ctl.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks at a steady rate and measures from when a request was to be sent until its answer is read:
 * requests are sent at absolute times, so one that is slow hides none behind it (no coordinated
 * omission). As many outcomes follow, each when its answer came.
 */
final class GatewayLoad {
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final double EMERGENCY_S = 10;
  private static final String BASELINE_ONLY = "baseline_only";

  /** Of an emergency of which nothing was seen. */
  static final long NOT_SEEN = -1;

  private static final int NOT_COUNTED = -1;
  private static final int EMERGENCY = -2;

  private final GatewayClient client;
  private final String tenant;
  private final String scenario;
  private final double rate;
  private final AnswerTimes times = new AnswerTimes();
  private final AtomicLong emergencyNanos = new AtomicLong(Long.MAX_VALUE);

  /** Whether the baseline alone was in force before it was commanded. */
  private final AtomicBoolean already = new AtomicBoolean();

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
   * @param times of all answered
   * @param asked requests after the warm-up
   * @param unanswered those that no answer came to
   * @param overlays those that were given an overlay
   * @param emergencyMicros from the command to the first answer that names it, microseconds; {@link
   *     #NOT_SEEN} where none was sent, or none came
   */
  record Measure(
      AnswerTimes times, long asked, long unanswered, long overlays, long emergencyMicros) {}

  /**
   * Asks for so long.
   *
   * @param run begins the ids, which must be of this run alone
   * @param warmUpS seconds before, that do not count
   * @param emergency whether the baseline alone is then commanded, while it goes on asking
   */
  Measure run(String run, double warmUpS, double seconds, boolean emergency) {
    long warm = Math.round(rate * warmUpS);
    long counted = Math.round(rate * seconds);
    long measured = warm + counted;
    long all = measured + (emergency ? Math.round(rate * EMERGENCY_S) : 0);
    long begin = System.nanoTime() + SECOND_NANOS / 10;
    long commanded = 0;
    for (long i = 0; i < all; i++) {
      long due = begin + Math.round(i * (SECOND_NANOS / rate));
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      if (i == measured) {
        commanded = System.nanoTime();
        client.write(tenant, baselineOnly(run));
      }
      int second = i < warm ? NOT_COUNTED : (int) ((i - warm) / rate);
      ask(run + i, due, i < measured ? second : EMERGENCY);
    }
    long until = System.nanoTime() + PATIENCE.toNanos() + SECOND_NANOS;
    while (settled.get() < all && System.nanoTime() < until) {
      LockSupport.parkNanos(SECOND_NANOS / 100);
    }
    long first = emergencyNanos.get();
    return new Measure(
        times,
        counted,
        unanswered.get(),
        overlays.get(),
        first == Long.MAX_VALUE || already.get()
            ? NOT_SEEN
            : TimeUnit.NANOSECONDS.toMicros(first - commanded));
  }

  /** Asks; an answer counts for its second, from 0 on. */
  private void ask(String id, long due, int second) {
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
                  seen(answer, second == EMERGENCY);
                  if (second >= 0 && came) {
                    times.add(second, took);
                    overlays.addAndGet(answer.overlay().equals(GatewayClient.BASELINE) ? 0 : 1);
                  } else if (second >= 0) {
                    unanswered.incrementAndGet();
                  }
                  settled.incrementAndGet();
                });
  }

  private void seen(GatewayClient.Answer answer, boolean commanded) {
    if (answer.because().equals(BASELINE_ONLY)) {
      already.compareAndSet(false, !commanded);
      emergencyNanos.accumulateAndGet(answer.readNanos(), Math::min);
    }
  }

  private String baselineOnly(String run) {
    return "{\"type\":\"command\",\"ts\":%s,\"command\":{\"id\":\"%semergency\",\"author\":\"capacity\",\"tenant\":\"%s\",\"type\":\"features\",\"baseline_only\":true}}"
        .formatted(now(), run, tenant);
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
