package lumen.ctl.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lumen.ctl.session.ForkedLumenctl;
import lumen.ctl.session.RunFolder;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;

/**
 * One job on a session cluster that listens to OSC, MIDI, the reference engine and Kafka at once,
 * while each of them fails again and again. The senders count what they send.
 */
final class LiveFaults {
  /** Everything is quiet so long before the job ends: what was sent last is heard. */
  private static final int QUIET_S = 6;

  /** The sensors play at most so long before the drill begins, until nothing has stood still. */
  private static final double WARM_UP_S = 60;

  private static final double CALM_S = 9;

  /**
   * The sensors are left in peace while the reference engine has its first outage, so that every
   * drill sees both sides, then each of them alone: {@link DrillFrames} is sure of the sensors from
   * 8 s after they begin until 1.5 s before they are disturbed.
   */
  private static final double OSC_CALM_S = 18;

  /** The engine rests so much longer than the others: a silence of the sensors fits in between. */
  private static final double URE_REST_S = 4.5;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String FUSION =
      """
      clip: {window_s: 4, min_samples: 10}
      resample: {target_hz: 20, max_gap_s: 1, rate_wait_s: 1}
      lag: {max_lag_s: 0.5}
      band: {low_hz: 2, high_hz: 8, taps: 11}
      window: {rebalance_window_s: 6}
      failover: {stale_after_s: 3}
      time: {source_idle_s: 2, replay_out_of_orderness_ms: 500}
      """;

  private static final String SENSORS =
      """
      streams:
        - {name: osc, type: osc, addr: "127.0.0.1:%d", keys: ["/rig/*"], tenant: stage,
           max_packet_bytes: %d, queue_packets: %d, receive_buffer_kib: 256}
        - {name: midi, type: midi, device: "%s", tenant: band}
        - {name: ure, type: ure, metrics_url: "%s", pull_interval_s: 1, timeout_s: 1, tenant: stage}
        - {name: kafka, type: kafka, bootstrap: "%s", topic: %s}
      sources:
        osc: {rate_hz: 50}
      """;

  private final Path temp;
  private final long seed;
  private final int seconds;
  private final double restS;

  /**
   * Plans the drill.
   *
   * @param temp folder of its own
   * @param seconds for which the job listens
   * @param restS seconds at least from the end of a stream's fault to its next
   */
  LiveFaults(Path temp, long seed, int seconds, double restS) {
    this.temp = temp;
    this.seed = seed;
    this.seconds = seconds;
    this.restS = restS;
  }

  /** Runs it; returns what it left. */
  DrillResult run() throws Exception {
    Path drivers = Files.createDirectory(temp.resolve("drivers"));
    Path devices = Files.createDirectory(temp.resolve("devices"));
    MidiRig.writeDriver(drivers.resolve("rig.jar"));
    Map<String, String> environment =
        Map.of("LUMEN_CLUSTER_LIB", drivers.toString(), "LUMEN_TEST_MIDI_FOLDER", devices + "");
    int port = freeUdpPort();
    try (DrillCluster cluster = new DrillCluster(temp.resolve("cluster"), environment);
        KafkaRig kafka = new KafkaRig(temp.resolve("kafka"), DrillCluster.freePort());
        UreRig ure = new UreRig()) {
      MidiRig midi = new MidiRig(devices);
      Path config = configure(port, ure, kafka);
      return drill(cluster, config, port, midi, ure, kafka);
    }
  }

  private DrillResult drill(
      DrillCluster cluster, Path config, int port, MidiRig midi, UreRig ure, KafkaRig kafka)
      throws Exception {
    Path out = temp.resolve("out");
    ExecutorService threads = Executors.newCachedThreadPool();
    OscRig osc = new OscRig(port);
    try (osc;
        ForkedLumenctl job = listen(cluster, config, out)) {
      await()
          .atMost(PATIENCE)
          .until(() -> job.hasEnded() || status(out, "osc").startsWith("listening"));
      assertThat(job.hasEnded()).as("the job has ended: %s", job.err()).isFalse();
      osc.warmUp(WARM_UP_S);
      long quiet = System.nanoTime() + Duration.ofSeconds(seconds - QUIET_S).toNanos();
      perform(
          threads,
          List.of(
              playing(() -> osc.run(timing(1, OSC_CALM_S, restS, quiet))),
              playing(() -> midi.run(timing(2, CALM_S / 2, restS, quiet))),
              playing(() -> ure.run(timing(3, CALM_S, restS + URE_REST_S, quiet))),
              playing(() -> kafka.run(timing(4, CALM_S / 2, restS, quiet))),
              playing(() -> kafka.produce(timing(5, CALM_S, restS, quiet)))));
      Timing.until(quiet + Duration.ofSeconds(QUIET_S).toNanos());
      String state = status(out, "osc");
      assertThat(cluster.restarts()).as("the job started anew").isZero();
      assertThat(kafka.written()).as("records in the topic").isEqualTo(kafka.sent());
      job.interrupt();
      assertThat(job.exitCode()).as(job.err()).isEqualTo(ExitCode.OK);
      assertThat(cluster.newestFailure()).isEmpty();
      return new DrillResult(seconds, RunFolder.read(out), state, osc, midi, ure, kafka);
    } finally {
      threads.shutdownNow();
    }
  }

  /** The job, which its user ends: the drill cannot tell beforehand when the machine is warm. */
  private ForkedLumenctl listen(DrillCluster cluster, Path config, Path out) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("run", "--channels"));
    arguments.addAll(List.of("--config", config.toString(), "--out", out.toString()));
    return ForkedLumenctl.start(cluster.flags(), arguments, temp.resolve("run-err.txt"));
  }

  private static void perform(ExecutorService threads, List<Callable<Void>> rigs)
      throws InterruptedException, ExecutionException {
    List<Future<Void>> all = new ArrayList<>();
    rigs.forEach(rig -> all.add(threads.submit(rig)));
    for (Future<Void> one : all) {
      one.get();
    }
  }

  /** What a rig does on its thread. */
  private interface Performance {
    void play() throws IOException;
  }

  private static Callable<Void> playing(Performance performance) {
    return () -> {
      performance.play();
      return null;
    };
  }

  private Timing timing(int rig, double calmS, double rest, long quiet) {
    return new Timing(calmS, rest, quiet, new Random(31 * seed + rig));
  }

  private Path configure(int port, UreRig ure, KafkaRig kafka) throws IOException {
    Path config = Files.createDirectory(temp.resolve("config"));
    Files.writeString(config.resolve("fusion.yaml"), FUSION);
    Files.writeString(
        config.resolve("sensors.yaml"),
        SENSORS.formatted(
            port,
            OscRig.MAX_PACKET_BYTES,
            OscRig.QUEUE_PACKETS,
            MidiRig.DEVICE,
            ure.url(),
            kafka.bootstrap(),
            KafkaRig.TOPIC));
    return config;
  }

  /** How a stream of the job is; empty while nobody answers. */
  private static String status(Path out, String stream) throws IOException, InterruptedException {
    Path announcement = out.resolve("live.json");
    if (!Files.exists(announcement)) {
      return "";
    }
    JsonNode control = Json.mapper().readTree(announcement.toFile()).path("control");
    URI uri = URI.create("http://" + control.asText() + "/status");
    String answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    return Json.mapper().readTree(answer).path("streams").path(stream).asText();
  }

  private static int freeUdpPort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
