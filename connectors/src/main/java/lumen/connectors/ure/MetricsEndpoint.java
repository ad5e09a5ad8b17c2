package lumen.connectors.ure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Prometheus text endpoint that is asked on demand, with the same bounds on time and size as the
 * reference engine is pulled with. Lines that cannot be read are left out.
 */
public final class MetricsEndpoint implements AutoCloseable {
  private static final double LEAST_TIMEOUT_S = 0.05;
  private static final double LEAST_INTERVAL_S = 0.1;

  private final HttpPull pull;

  /**
   * An endpoint; nothing is asked yet.
   *
   * @param url http or https, without user name and password
   * @param timeoutS seconds after which an answer is not waited for any longer, 0.05 to 3600
   * @throws IllegalArgumentException if one of them is out of range
   */
  public MetricsEndpoint(String url, double timeoutS) {
    if (!(timeoutS >= LEAST_TIMEOUT_S)) {
      throw new IllegalArgumentException("must be 0.05 to 3600 s: timeoutS=" + timeoutS);
    }
    pull =
        new HttpPull(
            new UreOptions(
                url,
                Math.max(LEAST_INTERVAL_S, timeoutS),
                timeoutS,
                UreOptions.MAX_BODY_BYTES,
                UreOptions.STALE_AFTER_S));
  }

  /**
   * One sample line.
   *
   * @param name metric name as it is exposed
   * @param labels labels by name, without empty ones
   * @param value the value, which may be NaN or infinite
   */
  public record Metric(String name, SortedMap<String, String> labels, double value) {
    /** Copies the labels. */
    public Metric {
      labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }
  }

  /**
   * Asks once; blocks for the timeout at most.
   *
   * @throws IOException with one line, if there is no answer that can be read
   */
  public List<Metric> read() throws IOException, InterruptedException {
    try {
      HttpPull.Answer answer = pull.pull();
      PrometheusText.Content content = PrometheusText.read(answer.body(), answer.openMetrics());
      List<Metric> metrics = new ArrayList<>();
      for (MetricSample sample : content.samples()) {
        metrics.add(new Metric(sample.name(), sample.labels(), sample.value()));
      }
      return metrics;
    } catch (PullFailure e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    pull.close();
  }
}
