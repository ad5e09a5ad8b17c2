package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lumen.connectors.live.LineMarks;
import lumen.connectors.live.LiveOptions;
import lumen.connectors.live.LiveSource;
import lumen.connectors.live.LiveStream;
import lumen.connectors.osc.OscOut;
import lumen.fusion.graph.FusionOperator;
import lumen.fusion.graph.JobSettings;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.fusion.sink.Outlets;
import lumen.runtime.job.Inlet;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A live job, and who plays to it over UDP: three sensors of 10 Hz with the times of their own
 * clock, a reference of 5 ticks a second, and each second a word, a late value, a value that nobody
 * asked for, and bytes that are no OSC. The clock is {@link StageClock}, and goes on as fast as the
 * job hears what it plays.
 */
final class DrivenDay implements AutoCloseable {
  /** Steps of a second: as often the clock is set. */
  static final int HZ = 10;

  /** Frames of a second. */
  static final int FRAMES_HZ = 5;

  private static final long STEP_MICROS = 1_000_000 / HZ;

  /** Late, and not so far off that its time tag is clamped, which is from 5 s on. */
  private static final long LATE_MICROS = 4_800_000;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What the network thread may be behind, packets: the clock goes on when it has heard. */
  private static final long UNHEARD = 30;

  /** What may wait in the queues, packets: 30 s of them. */
  private static final long QUEUED = 1_200;

  private static final String FUSION =
      """
      clip: {window_s: 8, min_samples: 10}
      resample: {target_hz: %d, max_gap_s: 1.5, rate_wait_s: 3}
      lag: {max_lag_s: 1.0}
      window: {rebalance_window_s: 20}
      failover: {stale_after_s: 12}
      time: {live_out_of_orderness_ms: 3000}
      """;

  private static final String SENSORS =
      """
      streams:
        - name: rig
          type: osc
          addr: "127.0.0.1:%d"
          keys: ["/left", "/right", "/belt", "/word"]
          tenant: stage
        - {name: beat, type: osc, addr: "127.0.0.1:%d", tenant: stage}
      sources:
        beat: {role: ure}
        rig: {rate_hz: %d}
      """;

  private final Path work;
  private final LumenSettings settings;
  private final OscOut rig;
  private final OscOut beat;
  private final DatagramSocket raw = new DatagramSocket();
  private final InetSocketAddress rigAddress;
  private final Random random;
  private final long alreadyTaken = CountedInput.taken();
  private long step;
  private long sent;

  /**
   * Makes it.
   *
   * @param work an empty folder
   */
  DrivenDay(Path work, long seed) throws IOException {
    this.work = work;
    random = new Random(seed);
    int rigPort = freePort();
    int beatPort = freePort();
    Path config = Files.createDirectories(work.resolve("config"));
    Files.writeString(config.resolve("fusion.yaml"), FUSION.formatted(FRAMES_HZ));
    Files.writeString(config.resolve("sensors.yaml"), SENSORS.formatted(rigPort, beatPort, HZ));
    settings = SettingsLoader.load(config);
    rig = new OscOut("127.0.0.1", rigPort);
    beat = new OscOut("127.0.0.1", beatPort);
    rigAddress = new InetSocketAddress(InetAddress.getLoopbackAddress(), rigPort);
    StageClock.set(now());
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return socket.getLocalPort();
    }
  }

  /** The job, at parallelism 2 on RocksDB; it fails at its first failure. */
  StreamExecutionEnvironment job() {
    StreamExecutionEnvironment env = EmbeddedCluster.environment(work);
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(5));
    env.configure(configuration);
    List<LiveStream> streams = LivePlan.streams(settings).stream().map(CountedInput::of).toList();
    LineMarks marks = StepMarks.of(settings);
    LiveOptions options =
        new LiveOptions(
            settings.time().liveOutOfOrdernessMicros(),
            settings.time().maxAheadMicros(),
            ReplayPlan.options(settings, 0, false),
            0,
            "127.0.0.1:0",
            out().resolve(LivePlan.ANNOUNCEMENT).toString(),
            false,
            command -> List.of(),
            marks);
    LiveSource source = new LiveSource(streams, options, StageClock::made);
    LumenJob.build(
        env,
        new JobSettings(settings, 2, false, false, true),
        Ports.files(List.of(Inlet.of(source, FusionOperator.LIVE)), out(), true, Outlets.NONE));
    return env;
  }

  Path out() {
    return work.resolve("out");
  }

  /** Messages that were sent. */
  long sent() {
    return sent;
  }

  private long now() {
    return SeededRecording.at(0) + step * STEP_MICROS;
  }

  /** Plays on for some seconds of its clock, and waits until the job has heard all. */
  void play(long seconds) throws Exception {
    for (long end = step + seconds * HZ; step < end; step++) {
      StageClock.set(now());
      step();
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (sent - heard() > UNHEARD || CountedInput.queued() > QUEUED) {
        if (System.nanoTime() > until) {
          throw new AssertionError("of %d messages %d were heard".formatted(sent, heard()));
        }
        TimeUnit.MICROSECONDS.sleep(200);
      }
    }
    await("all was looked at")
        .atMost(PATIENCE)
        .until(() -> CountedInput.taken() - alreadyTaken >= sent);
  }

  private long heard() {
    return CountedInput.taken() - alreadyTaken + CountedInput.queued();
  }

  private void step() throws IOException {
    double turn = 2 * Math.PI * 0.83 * step / HZ;
    value("/left", StrictMath.sin(turn), now());
    value("/right", StrictMath.sin(turn - 0.4), now());
    value("/belt", StrictMath.sin(turn - 1.1) + 0.1 * random.nextGaussian(), now());
    if (step % (HZ / 5) == 0) {
      sent(beat.send("/ure/tick", List.of((float) (step / 2 % 1_000)), now()));
    }
    switch ((int) (step % HZ)) {
      case 2 -> sent(rig.send("/word", List.of("minute " + step / HZ / 60), now()));
      case 4 -> value("/left", 9, now() - LATE_MICROS);
      case 6 -> value("/noise", 1, now());
      case 8 -> {
        byte[] bytes = "no OSC".getBytes(StandardCharsets.US_ASCII);
        raw.send(new DatagramPacket(bytes, bytes.length, rigAddress));
        sent(true);
      }
      default -> {
        // Nothing beside.
      }
    }
  }

  private void value(String address, double value, long micros) {
    sent(rig.send(address, List.of((float) value), micros));
  }

  private void sent(boolean left) {
    assertThat(left).as("a packet left").isTrue();
    sent++;
  }

  /** Lines of an output that were committed, which are then removed. */
  long taken(String output) throws IOException {
    List<Path> parts;
    try (Stream<Path> files = Files.walk(out().resolve(output))) {
      parts = files.filter(file -> String.valueOf(file.getFileName()).startsWith("part-")).toList();
    }
    long lines = 0;
    for (Path part : parts) {
      try (Stream<String> of = Files.lines(part)) {
        lines += of.count();
      }
      Files.delete(part);
    }
    return lines;
  }

  @Override
  public void close() {
    rig.close();
    beat.close();
    raw.close();
  }
}
