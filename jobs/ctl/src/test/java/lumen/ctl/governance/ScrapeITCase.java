package lumen.ctl.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.fixtures.PrometheusServer;
import lumen.fixtures.PrometheusTools;
import lumen.fixtures.PrometheusTools.Verdict;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Prometheus that holds an hour of a service of two revisions and its cache. */
final class ScrapeITCase {
  private static final long BEGIN = 1_772_323_200L;

  @TempDir private Path temp;

  private final StringBuilder history = new StringBuilder();

  private void record(String series, long second, double value) {
    history.append("%s %s %d%n".formatted(series, value, BEGIN + second));
  }

  /** v1 begins anew after half an hour, v2 comes then; an error in each 100 requests. */
  private void tell() {
    for (long second = 0; second <= 3600; second += 15) {
      long v1 = second < 1800 ? second : second - 1800;
      String one = "{service=\"api\",revision=\"v1\",instance=\"a\"";
      record("http_requests_total" + one + ",code=\"200\"}", second, v1 * 99);
      record("http_requests_total" + one + ",code=\"500\"}", second, v1);
      for (String[] bucket : new String[][] {{"0.2", "90"}, {"0.5", "99"}, {"+Inf", "100"}}) {
        record(
            "http_request_duration_seconds_bucket" + one + ",le=\"" + bucket[0] + "\"}",
            second,
            v1 * Double.parseDouble(bucket[1]));
      }
      if (second >= 1800) {
        record(
            "http_requests_total{service=\"api\",revision=\"v2\",instance=\"b\",code=\"200\"}",
            second,
            second - 1800);
      }
      record("redis_keyspace_hits_total{instance=\"redis\"}", second, second * 60);
      record("redis_keyspace_misses_total{instance=\"redis\"}", second, second * 40);
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void countersBecomeSamplesThatTheJobCounts() throws Exception {
    PrometheusTools.require();
    tell();
    Path text = temp.resolve("om.txt");
    Files.writeString(text, history + "# EOF\n");
    Verdict made =
        PrometheusTools.promtool(
            temp.resolve("out"),
            "tsdb",
            "create-blocks-from",
            "openmetrics",
            text.toString(),
            temp.resolve("data").toString());
    assertThat(made.exitCode()).as(made.said()).isZero();
    Path nothing = Files.writeString(temp.resolve("prometheus.yml"), "scrape_configs: []\n");
    int port = freePort();
    String[] keep = {"--storage.tsdb.retention.time=100y"};
    try (PrometheusServer prometheus = new PrometheusServer(nothing, temp, port, keep)) {
      await().atMost(Duration.ofSeconds(60)).until(() -> !prometheus.query("vector(1)").isEmpty());
      scrape("http://127.0.0.1:" + port);
      refuse("http://127.0.0.1:" + port);
    }
  }

  private CommandRun run(String prometheus, String queries, String out) throws Exception {
    Path file = Files.writeString(temp.resolve("queries.yaml"), queries);
    return LumenctlRun.of(
        "governance",
        "scrape",
        "--prometheus",
        prometheus,
        "--queries",
        file.toString(),
        "--from",
        "2026-03-01T00:00:00Z",
        "--to",
        String.valueOf(BEGIN + 3600),
        "--out",
        temp.resolve(out).toString());
  }

  private void scrape(String prometheus) throws Exception {
    CommandRun run =
        run(
            prometheus,
            """
            service: api
            requests: sum by (service, revision, instance) (http_requests_total)
            errors_5xx: sum by (service, revision, instance) (http_requests_total{code=~"5.."})
            latency_bucket: sum by (service, revision, instance, le) (http_request_duration_seconds_bucket)
            cache_hits: redis_keyspace_hits_total
            cache_misses: redis_keyspace_misses_total
            """,
            "samples.ndjson");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    List<String> lines = Files.readAllLines(temp.resolve("samples.ndjson"));
    assertThat(lines).hasSize(61 + 61 + 31);
    assertThat(lines)
        .contains(
            "{\"type\":\"sample\",\"ts\":1772323260,\"service\":\"api\",\"span_s\":60,\"revision\":\"v1\",\"form\":\"cumulative\",\"instance\":\"a\",\"requests\":6000,"
                + "\"errors_4xx\":0,\"errors_5xx\":60,\"latency_ms\":{\"le\":[200,500,null],\"n\":[5400,540,60]}}");
    Path out = temp.resolve("run");
    CommandRun replay =
        LumenctlRun.of(
            "replay",
            temp.resolve("samples.ndjson").toString(),
            "--kind",
            "governance",
            "--local",
            "--out",
            out.toString());
    assertThat(replay.exitCode()).as(replay.err()).isEqualTo(ExitCode.OK);
    List<String> cards = Files.readAllLines(out.resolve("scorecard.ndjson"));
    JsonNode card = Json.mapper().readTree(cards.get(cards.size() - 1));
    JsonNode errors = card.path("slo").path("errors");
    assertThat(errors.path("total").longValue()).isEqualTo(100L * (1740 + 1800) + 1800);
    assertThat(card.path("counter_resets").longValue()).isEqualTo(1);
    assertThat(card.path("figures").path("hit_rate").path("value").doubleValue()).isEqualTo(0.6);
  }

  private void refuse(String prometheus) throws Exception {
    CommandRun rate =
        run(prometheus, "requests: rate(http_requests_total[1m]) + 0.5\n", "no.ndjson");
    assertThat(rate.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(rate.err()).contains("without rate() or increase()");
    CommandRun wrong = run(prometheus, "requests: sum(\n", "no.ndjson");
    assertThat(wrong.err()).contains("Prometheus must take the expression: sum(");
    CommandRun none = run(prometheus, "requests: nosuch_total\n", "no.ndjson");
    assertThat(none.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(none.err()).contains("Prometheus must hold requests between");
    assertThat(temp.resolve("no.ndjson")).doesNotExist();
  }
}
