package lumen.ctl.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import lumen.cluster.ClusterSettings;
import lumen.cluster.TestCluster;
import lumen.ctl.LumenctlRun;
import lumen.ctl.session.ForkedLumenctl;
import lumen.ctl.session.RunFolder;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lumenctl run} as a process of its own, on a session cluster. */
@Tag("clock")
class RunITCase {
  private static final String FOLDER = "lumen.cluster.dir";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A checkpoint commits the frames that a person sees. */
  private static final double CHECKPOINT_S = 5;

  private static final String METRICS =
      """
      # TYPE ure_coherence_level gauge
      ure_coherence_level 0.9
      ure_harmony_index 0.8
      ure_phase_diff_mean 0.01
      """;

  @TempDir private static Path temp;
  private static TestCluster test;

  @BeforeAll
  static void startCluster() throws IOException {
    test = new TestCluster(temp.resolve("cluster"), shipped -> shipped);
    System.setProperty(FOLDER, temp.resolve("cluster").toString());
    test.cluster().start(new ClusterSettings(2, test.port(), false));
  }

  @AfterAll
  static void stopCluster() {
    System.clearProperty(FOLDER);
    test.close();
    assertThat(test.processes()).as("processes left").isEmpty();
  }

  @Test
  void silenceIsNoticedAndCtrlCEndsTheRunWithAllItsFiles() throws Exception {
    AtomicBoolean answers = new AtomicBoolean(true);
    HttpServer endpoint = endpoint(answers);
    LiveRig rig = LiveRig.write(temp.resolve("both"), ure(endpoint));
    Path out = temp.resolve("both-out");
    try (ForkedLumenctl run = start(rig, out, "both");
        OscPlay play = new OscPlay(2, rig.port())) {
      await().atMost(PATIENCE).until(() -> LiveJob.of(out).status().isPresent());
      long before = play.play(7);
      answers.set(false);
      double absent = System.currentTimeMillis() / 1e3;
      CompletableFuture<Long> played = CompletableFuture.supplyAsync(() -> play.play(11));
      awaitMode(out, absent, "sensors_only");
      assertThat(played.isDone()).as("noticed while the rig plays").isFalse();
      long messages = played.join();
      assertThat(messages).isGreaterThan(before);
      double silent = System.currentTimeMillis() / 1e3;
      awaitMode(out, silent, "none");
      run.interrupt();
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);

      RunFolder results = RunFolder.read(out);
      results.accountsForAll(results.total("received"));
      results.framesAreSane(LiveRig.TARGET_HZ);
      JsonNode sources = results.summary().path("sources");
      assertThat(sources.path("rig").path("received").asLong()).isEqualTo(messages);
      assertThat(sources.path("ure").path("used").asLong()).isPositive();
      assertThat(results.rejects("pull_failed")).isPositive();
      assertThat(since(results, absent, "fused")).as("fused before").isLessThan(absent);
      assertThat(since(results, absent, "sensors_only"))
          .isBetween(absent, absent + LiveRig.STALE_S + 0.5);
      assertThat(since(results, silent, "none")).isBetween(silent - 1.5, silent + 0.5);
    } finally {
      endpoint.stop(0);
    }
  }

  /** Frames of the mode are committed soon, although nothing comes any more. */
  private static void awaitMode(Path out, double since, String mode) {
    double latest = LiveRig.STALE_S + LiveRig.HORIZON_S + CHECKPOINT_S + 2;
    await()
        .atMost(Duration.ofMillis(Math.round(1e3 * latest)))
        .until(() -> committed(out).stream().anyMatch(line -> isOf(line, mode, since)));
  }

  private static boolean isOf(String line, String mode, double since) {
    double ts = Double.parseDouble(line.substring(6, line.indexOf(',')));
    return ts > since - 2 && line.contains("\"mode\":\"" + mode + "\"");
  }

  private static List<String> committed(Path out) throws IOException {
    List<String> lines = new ArrayList<>();
    Path frames = out.resolve("frames");
    if (Files.isDirectory(frames)) {
      try (Stream<Path> tree = Files.walk(frames)) {
        for (Path part : tree.filter(RunITCase::isPart).toList()) {
          lines.addAll(Files.readAllLines(part));
        }
      }
    }
    return lines;
  }

  private static boolean isPart(Path file) {
    return String.valueOf(file.getFileName()).startsWith("part-");
  }

  /** Time of the first frame of a mode that is not long before. */
  private static double since(RunFolder results, double since, String mode) {
    return results.frames().stream()
        .filter(frame -> frame.path("ts").asDouble() > since - 2)
        .filter(frame -> frame.path("mode").asText().equals(mode))
        .mapToDouble(frame -> frame.path("ts").asDouble())
        .min()
        .orElseThrow();
  }

  private static HttpServer endpoint(AtomicBoolean answers) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] body = METRICS.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/metrics_ure",
        exchange -> {
          try (exchange) {
            if (answers.get()) {
              exchange.sendResponseHeaders(200, body.length);
              exchange.getResponseBody().write(body);
            } else {
              exchange.sendResponseHeaders(500, -1);
            }
          }
        });
    server.start();
    return server;
  }

  private static String ure(HttpServer endpoint) {
    return "  - {name: ure, type: ure, pull_interval_s: 0.5, tenant: stage, metrics_url: \"http://127.0.0.1:%d/metrics_ure\"}\n"
        .formatted(endpoint.getAddress().getPort());
  }

  @Test
  void runEndsWithItsTime() throws Exception {
    LiveRig rig = LiveRig.write(temp.resolve("timed"));
    Path out = temp.resolve("timed-out");
    try (ForkedLumenctl run = start(rig, out, "timed", "--for", "4s");
        OscPlay play = new OscPlay(1, rig.port())) {
      await().atMost(PATIENCE).until(() -> LiveJob.of(out).status().isPresent());
      long messages = play.play(1);
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
      RunFolder.read(out).accountsForAll(messages);
    }
  }

  @Test
  void addressThatIsTakenIsOneLineThatNamesIt() throws Exception {
    LiveRig rig = LiveRig.write(temp.resolve("taken"));
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), rig.port());
    try (DatagramSocket other = new DatagramSocket(address);
        ForkedLumenctl run = start(rig, temp.resolve("taken-out"), "taken")) {
      assertThat(other.isBound()).isTrue();
      assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err().strip().lines())
          .singleElement()
          .asString()
          .startsWith("lumenctl: ")
          .contains("rig")
          .contains("127.0.0.1:" + rig.port());
    }
  }

  @Test
  void configWithoutLiveStreamIsOneLine() throws Exception {
    Path config = Files.createDirectory(temp.resolve("none"));
    Files.writeString(config.resolve("sensors.yaml"), "streams: []\n");
    String out = temp.resolve("none-out").toString();
    CommandRun run = LumenctlRun.of("run", "--config", config.toString(), "--out", out);
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err().lines()).singleElement().asString().contains("live stream", " has none");
  }

  private static ForkedLumenctl start(LiveRig rig, Path out, String name, String... more)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("run", "--config", rig.config().toString()));
    command.addAll(List.of("--out", out.toString(), "--name", name));
    command.addAll(List.of(more));
    List<String> flags = List.of("-D" + FOLDER + "=" + System.getProperty(FOLDER));
    return ForkedLumenctl.start(flags, command, temp.resolve(name + ".err"));
  }
}
