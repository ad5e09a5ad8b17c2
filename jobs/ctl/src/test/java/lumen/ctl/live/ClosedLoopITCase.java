package lumen.ctl.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import lumen.ctl.LumenctlRun;
import lumen.ctl.session.RunFolder;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The loop closed over real UDP: a pulse of the reference, the bridge that locks to it and plays
 * its tick, a performer who follows what it hears, and whose movement is a sensor of the rig.
 */
@Tag("drill")
@Timeout(180)
class ClosedLoopITCase {
  private static final int SECONDS = 50;
  private static final double PULSE_HZ = 5.1;
  private static final double OWN_HZ = 4.8;

  private static final String FUSION =
      """
      clip: {window_s: 3, min_samples: 10}
      resample: {target_hz: 20, max_gap_s: 0.5, rate_wait_s: 1}
      lag: {max_lag_s: 0.5}
      band: {low_hz: 2, high_hz: 8, taps: 11}
      window: {rebalance_window_s: 4}
      outputs: {osc: {addr: "127.0.0.1:%d"}}
      """;

  private static final String SENSORS =
      """
      streams:
        - {name: rig, type: osc, addr: "127.0.0.1:%d", tenant: stage}
        - {name: engine, type: osc, addr: "127.0.0.1:%d", tenant: stage}
      sources:
        engine: {role: ure}
        rig: {rate_hz: 100}
      """;

  /**
   * Who only comes together by hearing the bridge must be allowed to be apart at first, and for so
   * long that it shows: a third of the window.
   */
  private static final String BRIDGE =
      """
      phase: {rebalance_window_s: 30, lock_window_s: 30}
      safety: {hard_stop_on: []}
      """;

  @TempDir private static Path temp;

  @Test
  void performerWhoHearsTheBridgeLocksToThePulse() throws Exception {
    int rigPort = freePort();
    int enginePort = freePort();
    AtomicBoolean over = new AtomicBoolean();
    try (Performer performer = new Performer(OWN_HZ, "/performer", rigPort);
        Performer conductor = new Performer(PULSE_HZ, "/conductor", rigPort)) {
      Path config = configure(performer.port(), rigPort, enginePort);
      Thread pulse = new Thread(() -> pulse(conductor, enginePort, over), "pulse");
      pulse.start();
      Path out = temp.resolve("out");
      CommandRun run =
          LumenctlRun.of(
              "run",
              "--local",
              "--config",
              config.toString(),
              "--out",
              out.toString(),
              "--for",
              SECONDS + "s");
      over.set(true);
      pulse.join();
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
      bridgeLocked(out);
      performerFollowed(performer);
      bridgeToldOfItself(performer);
      coherent(RunFolder.read(out));
    }
  }

  /** The reference tells of each beat of the conductor. */
  private static void pulse(Performer conductor, int port, AtomicBoolean over) {
    InetSocketAddress engine = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (DatagramSocket socket = new DatagramSocket()) {
      byte[] tick = Performer.message("/ure/tick", 1);
      while (!over.get()) {
        LockSupport.parkNanos(conductor.nanosToNextBeat());
        socket.send(new DatagramPacket(tick, tick.length, engine));
        LockSupport.parkNanos(20_000_000);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("loopback must take packets", e);
    }
  }

  private static void bridgeLocked(Path out) throws IOException {
    List<JsonNode> ticks = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("control.ndjson"))) {
      ticks.add(Json.mapper().readTree(line));
    }
    List<JsonNode> bridged =
        ticks.stream().filter(tick -> tick.path("state").asText().equals("E2")).toList();
    assertThat(bridged).as("ticks in E2").hasSizeGreaterThan(50);
    double meanHz =
        bridged.stream().mapToDouble(tick -> tick.path("hz").asDouble()).average().getAsDouble();
    assertThat(meanHz).as("rate of the tick, Hz").isBetween(PULSE_HZ - 0.05, PULSE_HZ + 0.05);
  }

  /** Before it locked and afterwards, every second. */
  private static void bridgeToldOfItself(Performer performer) {
    List<Performer.Shown> states = List.copyOf(performer.states);
    assertThat(states).hasSizeGreaterThan(SECONDS / 2);
    assertThat(states).extracting(Performer.Shown::state).contains(1, 2).doesNotContain(4);
    for (int i = 1; i < states.size(); i++) {
      double gap = states.get(i).seconds() - states.get(i - 1).seconds();
      assertThat(gap).as("seconds of silence before sign %d", i).isLessThan(3);
    }
  }

  /** By the end every beat that it hears comes where it expected it. */
  private static void performerFollowed(Performer performer) {
    List<Performer.Beat> beats = performer.beats();
    assertThat(beats).as("beats heard").hasSizeGreaterThan(50);
    assertThat(beats).allMatch(beat -> beat.velocity() >= 0 && beat.velocity() <= 127);
    assertThat(performer.noteLengths).allMatch(length -> length >= 0.1f && length <= 1.2f);
    double cos = 0;
    double sin = 0;
    List<Performer.Beat> last = beats.subList(beats.size() - 30, beats.size());
    for (Performer.Beat beat : last) {
      cos += StrictMath.cos(2 * Math.PI * beat.phase()) / last.size();
      sin += StrictMath.sin(2 * Math.PI * beat.phase()) / last.size();
    }
    assertThat(Math.hypot(cos, sin)).as("phase locking of the performer").isGreaterThan(0.9);
  }

  /** Performer and conductor move together in the end, and did not in the beginning. */
  private static void coherent(RunFolder run) throws IOException {
    List<JsonNode> frames =
        run.frames().stream()
            .filter(frame -> frame.path("mode").asText().equals("sensors_only"))
            .toList();
    double late = frames.get(frames.size() - 1).path("coherence").asDouble();
    double early =
        frames.stream()
            .mapToDouble(frame -> frame.path("coherence").asDouble())
            .min()
            .getAsDouble();
    assertThat(late).as("coherence in the end, at least %.2f before", early).isGreaterThan(0.9);
    assertThat(early).as("coherence before they heard each other").isLessThan(0.7);
  }

  private static Path configure(int performer, int rig, int engine) throws IOException {
    Path config = Files.createDirectory(temp.resolve("config"));
    Files.writeString(config.resolve("fusion.yaml"), FUSION.formatted(performer));
    Files.writeString(config.resolve("sensors.yaml"), SENSORS.formatted(rig, engine));
    Files.writeString(config.resolve("bridge.yaml"), BRIDGE);
    return config;
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
