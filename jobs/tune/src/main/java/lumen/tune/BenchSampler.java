package lumen.tune;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import lumen.connectors.ure.MetricsEndpoint;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.ProgressBar;

/**
 * Asks endpoints at a fixed pace: sample k is due at start + k times the interval; one that is due
 * while an answer is still awaited is taken right after it.
 */
final class BenchSampler implements AutoCloseable {
  /** A bench loads the machine that answers. */
  private static final double TIMEOUT_S = 10;

  private static final double NANOS = 1e9;
  private static final long MICROS_PER_MS = 1_000;

  private final Map<String, MetricsEndpoint> endpoints = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();
  private final double everyS;
  private int failed;

  /**
   * A sampler; nothing is asked yet.
   *
   * @throws CommandFailure if a URL is none
   */
  BenchSampler(List<String> urls, double everyS) {
    this.everyS = everyS;
    for (String url : urls) {
      try {
        endpoints.put(url, new MetricsEndpoint(url, TIMEOUT_S));
      } catch (IllegalArgumentException e) {
        close();
        throw new CommandFailure(ExitCode.USAGE, "--url " + e.getMessage(), e);
      }
    }
  }

  /**
   * Takes samples. What does not answer is left out and counted; if nothing answers at first, that
   * is told at once.
   *
   * @return samples that held something
   */
  int run(int samples, BenchLog log) throws IOException, InterruptedException {
    long start = System.nanoTime();
    int taken = 0;
    try (ProgressBar bar = new ProgressBar("bench")) {
      for (int k = 0; k < samples; k++) {
        sleepUntil(start + Math.round(k * everyS * NANOS));
        BenchSample sample = sample();
        if (sample.isEmpty() && k == 0) {
          throw CommandFailure.failed("no data: " + reasons());
        }
        taken += sample.isEmpty() ? 0 : 1;
        log.write(System.currentTimeMillis() * MICROS_PER_MS, sample.values());
        bar.update((k + 1.0) / samples, (k + 1) + " of " + samples);
      }
      bar.complete(samples + " samples");
    }
    return taken;
  }

  private static void sleepUntil(long deadlineNanos) throws InterruptedException {
    long rest = deadlineNanos - System.nanoTime();
    if (rest > 0) {
      TimeUnit.NANOSECONDS.sleep(rest);
    }
  }

  private BenchSample sample() throws InterruptedException {
    BenchSample sample = new BenchSample();
    for (Map.Entry<String, MetricsEndpoint> endpoint : endpoints.entrySet()) {
      try {
        endpoint.getValue().read().forEach(sample::add);
      } catch (IOException e) {
        failed++;
        failures.put(endpoint.getKey(), e.getMessage());
      }
    }
    return sample;
  }

  private String reasons() {
    List<String> silent = new ArrayList<>(endpoints.keySet());
    silent.removeAll(failures.keySet());
    silent.forEach(url -> failures.put(url, "it exposes none of Lumen's metrics"));
    return failures().stream().collect(Collectors.joining("; "));
  }

  /** Pulls without an answer. */
  int failed() {
    return failed;
  }

  /** The newest failure of each endpoint, such as {@code URL: nothing answers there}. */
  List<String> failures() {
    return failures.entrySet().stream().map(f -> f.getKey() + ": " + f.getValue()).toList();
  }

  @Override
  public void close() {
    endpoints.values().forEach(MetricsEndpoint::close);
  }
}
