package lumen.watch.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lumen.fixtures.PrometheusServer;
import lumen.fixtures.PrometheusTools;
import lumen.fixtures.PrometheusTools.Verdict;
import lumen.terminal.LumenHome;
import lumen.watch.month.RuleLayers;
import lumen.watch.prometheus.Prometheus;
import lumen.watch.prometheus.Prometheus.Told;
import lumen.watch.rules.RuleFile;
import lumen.watch.rules.RuleFile.Rule;
import lumen.watch.sampled.FrameSamples;
import lumen.watch.sampled.RunSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same run asked of a real Prometheus and of its frames: the same verdicts, the same values of
 * what is scraped, and of records as near as moments up to 15 s apart allow.
 */
final class SameAnswerITCase {
  /** Conditions of what is scraped; all others are of records. */
  private static final Set<String> OF_SAMPLES = Set.of("greatest", "now", "p95");

  /** A record is made every 15 s, here and there not at the same moments; a share of the value. */
  private static final double RECORD_OFF = 0.02;

  /** From one sample to the next. */
  private static final String SCRAPE = "5s";

  /** From one record to the next, and a scrape. */
  private static final String RECORD = "20s";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TAKES =
      """
      gates:
        takes:
          conditions:
            newest: {of: "fusion:coherence_p05_10m", over: 10m, at_least: 0.9}
            mean: {of: "fusion:q_r_ratio", take: mean, over: 15m, at_most: 1.7}
            greatest: {of: bridge_phase_diff_mean, take: max, over: 5m, every: 5s, at_most: 0.02}
            now: {of: fusion_entropy_ratio, take: max, at_most: 0.06}
            p95: {of: bridge_sync_quality, take: p95, over: 20m, every: 5s, at_least: 0.9}
            looked: {of: "fusion:phase_diff_mean_5m", take: mean, over: 20m, every: 1m, below: 0.02}
            harmony: {of: "fusion:harmony_index", over: 10m, at_least: 0.5}
      """;

  @TempDir private Path temp;

  @Test
  void framesAndPrometheusSayTheSame() throws Exception {
    PrometheusTools.require();
    Path frames =
        new WrittenRun(7)
            .tenant("good", 0, 1950, 0.95, 1.2, 0.01)
            .tenant("gap", 0, 900, 0.95, 1.2, 0.01)
            .tenant("gap", 1100, 1950, 0.95, 1.2, 0.01)
            .tenant("ended", 0, 1500, 0.95, 1.2, 0.01)
            .tenant("late", 1600, 1950, 0.95, 1.2, 0.01)
            .tenant("bad", 0, 1950, 0.89, 1.75, 0.024)
            .write(temp);
    RunSamples samples = FrameSamples.read(frames, Long.MIN_VALUE);
    Path data = temp.resolve("data");
    Path text = Files.writeString(temp.resolve("om.txt"), samples.openMetrics());
    promtool("tsdb", "create-blocks-from", "openmetrics", text.toString(), data.toString());
    String lookback = SCRAPE;
    for (String layer : RuleLayers.shipped("15s")) {
      recordWhatTheRulesSay(layer, lookback, samples, data);
      lookback = RECORD;
    }

    Gates shipped = GatesCatalogue.load(LumenHome.locate().root().resolve("configs"));
    Files.writeString(temp.resolve("gates.yaml"), TAKES);
    List<Gate> gates =
        List.of(
            shipped.gates().get("canary"),
            shipped.gates().get("dual-sync-30m"),
            GatesCatalogue.load(temp).gates().get("takes"));
    List<Rule> rules = RuleFile.rulesOfAll();
    int port = freePort();
    try (PrometheusServer server = server(port, RECORD)) {
      await().atMost(PATIENCE).until(() -> !server.query("vector(1)").isEmpty());
      // A second later, so that no sample lies on the begin of a window.
      Instant at = Instant.ofEpochMilli(samples.endMs()).plusSeconds(1);
      Prometheus prometheus =
          new Prometheus(URI.create("http://127.0.0.1:" + port), Optional.of(at));
      for (Gate gate : gates) {
        GateReading there = GateReading.of(gate, prometheus, Optional.empty());
        GateReading here = SampledGate.read(gate, samples, rules, Optional.empty());
        assertThat(there.verdicts()).hasSizeGreaterThan(5);
        same(there, here);
      }
      Prometheus recorded = new Prometheus(prometheus.base(), Optional.of(evaluated(prometheus)));
      for (String name : List.of("beta", "canary", "dual-sync-30m", "ga", "release")) {
        RecordedGate.same(shipped.gates().get(name), recorded);
      }
      for (long ageS : List.of(400L, 700L, 1_100L)) {
        Instant since = at.minusSeconds(ageS);
        for (Gate gate : gates) {
          GateReading there =
              GateReading.of(
                  gate,
                  prometheus,
                  Optional.empty(),
                  new SinceQuery(rules, Duration.ofSeconds(ageS - 1))::of);
          GateReading here =
              SampledGate.read(gate, frames, Optional.of(since), rules, Optional.empty());
          assertThat(there.verdicts()).anyMatch(said -> said.tenant().equals("ended"));
          same(there, here);
        }
      }
    }
  }

  private static void same(GateReading there, GateReading here) {
    assertThat(here.open()).as(here.gate()).isEqualTo(there.open());
    assertThat(here.verdicts()).hasSameSizeAs(there.verdicts());
    for (int i = 0; i < there.verdicts().size(); i++) {
      GateVerdict said = there.verdicts().get(i);
      GateVerdict own = here.verdicts().get(i);
      String about = said + "\n" + own;
      assertThat(own.condition() + own.tenant()).isEqualTo(said.condition() + said.tenant());
      assertThat(own.outcome()).as(about).isEqualTo(said.outcome());
      boolean samples = OF_SAMPLES.contains(said.condition());
      assertThat(own.samples()).as(about).isCloseTo(said.samples(), within(samples ? 0L : 1L));
      if (Double.isNaN(said.value())) {
        assertThat(own.value()).as(about).isNaN();
      } else {
        double off = samples ? 1e-9 : RECORD_OFF * Math.abs(said.value());
        assertThat(own.value()).as(about).isCloseTo(said.value(), within(off));
      }
    }
  }

  /** When the gates were recorded last. */
  private static Instant evaluated(Prometheus prometheus) {
    List<Told> newest = prometheus.told("timestamp(gate:ok{gate=\"canary\"})");
    assertThat(newest).hasSize(1);
    return Instant.ofEpochSecond((long) Math.ceil(newest.get(0).value()));
  }

  /** A layer of the shipped records, in blocks of its own beside what they are made of. */
  private void recordWhatTheRulesSay(String layer, String lookback, RunSamples samples, Path data)
      throws Exception {
    Path rules = Files.writeString(temp.resolve("layer.yml"), layer);
    int port = freePort();
    Path made = temp.resolve("made");
    try (PrometheusServer server = server(port, lookback)) {
      await().atMost(PATIENCE).until(() -> !server.query("vector(1)").isEmpty());
      promtool(
          "tsdb",
          "create-blocks-from",
          "rules",
          "--url=http://127.0.0.1:" + port,
          "--start=" + WrittenRun.START,
          "--end=" + samples.endMs() / 1000,
          "--eval-interval=15s",
          "--output-dir=" + made,
          rules.toString());
    }
    try (Stream<Path> blocks = Files.list(made)) {
      for (Path block : blocks.toList()) {
        Files.move(block, data.resolve(block.getFileName()));
      }
    }
  }

  /** Looks no further back than it must: blocks do not tell when a series ended. */
  private PrometheusServer server(int port, String lookback) throws IOException {
    Path nothing = Files.writeString(temp.resolve("prometheus.yml"), "scrape_configs: []\n");
    return new PrometheusServer(nothing, temp, port, "--query.lookback-delta=" + lookback);
  }

  private void promtool(String... arguments) throws Exception {
    Verdict made = PrometheusTools.promtool(temp.resolve("out"), arguments);
    assertThat(made.exitCode()).as(made.said()).isZero();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
