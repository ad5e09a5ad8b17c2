package lumen.watch.month;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import lumen.fixtures.PrometheusServer;
import lumen.fixtures.PrometheusTools;
import lumen.fixtures.PrometheusTools.Verdict;

/** A month in a real Prometheus: its scrapes, and what the shipped rules record of them. */
final class RecordedMonth {
  /** Of one block; longer ones would ask for more points than Prometheus gives at a time. */
  private static final long BLOCK_S = 64_800;

  private static final String BLOCK = "18h";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** From one record to the next, and a scrape: blocks do not tell when a series ended. */
  private static final String LOOKBACK = "--query.lookback-delta=20s";

  private final Path folder;
  private final long endS;

  /**
   * Makes a month.
   *
   * @param folder takes data and logs
   * @param endS its last second
   */
  RecordedMonth(Path folder, long endS) {
    this.folder = folder;
    this.endS = endS;
  }

  /** Writes the scrapes into blocks. */
  void scrape() throws IOException, InterruptedException {
    KnownMonth month = new KnownMonth();
    Path text = folder.resolve("part.txt");
    long end = KnownMonth.START + endS;
    for (long from = KnownMonth.START / BLOCK_S * BLOCK_S; from < end; from += BLOCK_S) {
      long to = Math.min(end, from + BLOCK_S);
      month.write(text, Math.max(0, from - KnownMonth.START), to - KnownMonth.START);
      promtool(
          "tsdb",
          "create-blocks-from",
          "openmetrics",
          "--max-block-duration=" + BLOCK,
          text.toString(),
          folder.resolve("data").toString());
    }
  }

  /** Records a layer of rules; the next server sees it. */
  void record(String rules) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("layer.yml"), rules);
    Path made = folder.resolve("made");
    int port = freePort();
    try (PrometheusServer server = server(port)) {
      promtool(
          "tsdb",
          "create-blocks-from",
          "rules",
          "--max-block-duration=" + BLOCK,
          "--url=http://127.0.0.1:" + port,
          "--start=" + KnownMonth.START,
          "--end=" + (KnownMonth.START + endS),
          "--output-dir=" + made,
          file.toString());
      assertThat(server.warnings()).noneMatch(line -> line.contains("level=error"));
    }
    try (Stream<Path> blocks = Files.list(made)) {
      for (Path block : blocks.toList()) {
        Files.move(block, folder.resolve("data").resolve(block.getFileName()));
      }
    }
  }

  /** A server that answers. */
  PrometheusServer server(int port) throws IOException {
    Path nothing = Files.writeString(folder.resolve("prometheus.yml"), "scrape_configs: []\n");
    PrometheusServer server =
        new PrometheusServer(
            nothing, folder, port, LOOKBACK, "--storage.tsdb.retention.time=10000d");
    await().atMost(PATIENCE).until(() -> !server.query("vector(1)").equals(List.of()));
    return server;
  }

  private void promtool(String... arguments) throws IOException, InterruptedException {
    Verdict made = PrometheusTools.promtool(folder.resolve("out"), arguments);
    assertThat(made.exitCode()).as(made.said()).isZero();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
