package lumen.ctl.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.watch.prometheus.Prometheus.Course;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScrapedSamplesTest {
  private final ScrapedSamples samples =
      new ScrapedSamples(new ScrapeQueries(Optional.of("api"), new TreeMap<>()));

  private static Course course(Map<String, String> labels, Map<Long, Double> values) {
    return new Course(new TreeMap<>(labels), new TreeMap<>(values));
  }

  private void take(String field, Map<String, String> labels, Map<Long, Double> values) {
    samples.take(field, List.of(course(labels, values)));
  }

  @Test
  void bucketsAreTakenApart() {
    Map<String, String> one = Map.of("instance", "a", "revision", "v1");
    take("requests", one, Map.of(60L, 12.0));
    take("up", one, Map.of(60L, 1.0));
    for (String[] bucket : new String[][] {{"0.1", "7"}, {"0.25", "10"}, {"+Inf", "12"}}) {
      take(
          ScrapeQueries.BUCKETS,
          Map.of("instance", "a", "revision", "v1", "le", bucket[0]),
          Map.of(60L, Double.parseDouble(bucket[1])));
    }
    assertThat(samples.lines(60))
        .containsExactly(
            "{\"type\":\"sample\",\"ts\":60,\"service\":\"api\",\"span_s\":60,\"revision\":\"v1\",\"form\":\"cumulative\",\"instance\":\"a\",\"requests\":12,"
                + "\"errors_4xx\":0,\"errors_5xx\":0,\"latency_ms\":{\"le\":[100,250,null],\"n\":[7,3,2]},\"up\":1.0}");
  }

  /** A cache that goes on telling does not stand in for a service that is silent. */
  @Test
  void cacheAloneIsNoSample() {
    take("requests", Map.of("instance", "a"), Map.of(60L, 1.0, 120L, Double.NaN));
    take("cache_hits", Map.of("instance", "redis"), Map.of(60L, 5.0, 120L, 6.0));
    assertThat(samples.lines(60)).hasSize(2).noneMatch(line -> line.contains("\"ts\":120"));
    assertThat(samples.silent()).isEqualTo(1);
  }

  @Test
  void whatIsNoCounterIsRefused() {
    assertThatThrownBy(() -> take("requests", Map.of("instance", "a"), Map.of(60L, 1.5)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("without rate() or increase()");
    assertThatThrownBy(() -> take("requests", Map.of("service", "x"), Map.of(60L, 1.0)))
        .hasMessageContaining("must have the label instance");
    assertThatThrownBy(
            () ->
                new ScrapedSamples(new ScrapeQueries(Optional.empty(), new TreeMap<>()))
                    .take("requests", List.of(course(Map.of("instance", "a"), Map.of()))))
        .hasMessageContaining("must have a label service");
  }

  @Test
  void unevenBucketsAreLeftOutAndCounted() {
    take("requests", Map.of("instance", "a"), Map.of(60L, 1.0));
    take(ScrapeQueries.BUCKETS, Map.of("instance", "a", "le", "1"), Map.of(60L, 5.0));
    take(ScrapeQueries.BUCKETS, Map.of("instance", "a", "le", "+Inf"), Map.of(60L, 4.0));
    assertThat(samples.lines(60).get(0)).doesNotContain("latency_ms");
    assertThat(samples.uneven()).isEqualTo(1);
  }

  @Test
  void queriesAreReadStrictly(@TempDir Path temp) throws IOException {
    Path file = Files.writeString(temp.resolve("q.yaml"), "service: api\nrequests: x\nup: y\n");
    assertThat(ScrapeQueries.read(file))
        .isEqualTo(
            new ScrapeQueries(
                Optional.of("api"), new TreeMap<>(Map.of("requests", "x", "up", "y"))));
    Files.writeString(file, "requets: x\nup: [y]\n");
    assertThatThrownBy(() -> ScrapeQueries.read(file))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("must be one of service, requests")
        .hasMessageContaining("must be a text");
    Files.writeString(file, "up: y\n");
    assertThatThrownBy(() -> ScrapeQueries.read(file))
        .hasMessageContaining("must hold an expression for requests");
  }
}
