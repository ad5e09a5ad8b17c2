package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.illposed.osc.OSCMessage;
import com.illposed.osc.OSCParseException;
import com.illposed.osc.OSCParser;
import com.illposed.osc.OSCSerializerAndParserBuilder;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import lumen.connectors.osc.OscOut;
import lumen.connectors.osc.OscPlayer;
import lumen.connectors.playout.Tick;
import lumen.event.SampleBlock;
import lumen.fusion.align.AlignFunction;
import lumen.fusion.align.TenantInputSerializer;
import lumen.fusion.fuse.FuseFunction;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.fusion.sink.Outputs;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.lines.Output;
import lumen.runtime.state.StateShape;
import lumen.runtime.state.WriteBehindOperator;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.VoidSerializer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The loop closed, in simulated time: a conductor whose beats are the reference's ticks, the bridge
 * that locks to them and plays its own, and a performer of another tempo who follows what it hears.
 * Both move, and their movements are what is fused. What is heard goes through the OSC output and
 * the socket of the loopback interface.
 */
class ClosedLoopTest {
  private static final double CONDUCTOR_HZ = 5.1;
  private static final double PERFORMER_HZ = 4.8;
  private static final int SECONDS = 60;

  /** Until then the loudspeaker is off: the bridge locks before two movements have been apart. */
  private static final int HEARD_FROM_S = 25;

  private static final long T0 = 1_760_000_000_000_000L;
  private static final long SECOND = 1_000_000;
  private static final long STEP = 10_000;
  private static final int STEPS_PER_WATERMARK = 5;

  /** A tick is heard so long after its time, when it is known for certain. */
  private static final long PLAYOUT_DELAY = 60_000;

  /** Wide enough for what one step holds. */
  private static final int MAX_PACKET = 512;

  private static final String FUSION =
      """
      clip: {window_s: 3, min_samples: 10}
      resample: {target_hz: 20, max_gap_s: 0.5, rate_wait_s: 1}
      lag: {max_lag_s: 0.5}
      band: {low_hz: 2, high_hz: 8, taps: 11}
      window: {rebalance_window_s: 4}
      """;

  private static final String SENSORS =
      """
      sources:
        engine: {role: ure}
        conductor: {rate_hz: 100}
        performer: {rate_hz: 100}
      """;

  /** Who only comes together by hearing the bridge must be allowed to be apart at first. */
  private static final String BRIDGE =
      """
      phase: {rebalance_window_s: 6}
      safety: {hard_stop_on: []}
      """;

  @TempDir private Path folder;

  /** An oscillator that moves, and follows what it hears if it hears. */
  private static final class Performer implements AutoCloseable {
    private static final double PHASE_SHARE = 0.25;
    private static final double RATE_SHARE = 0.3;

    private final DatagramSocket ears = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final OSCParser parser = new OSCSerializerAndParserBuilder().buildParser();
    private final boolean listens;
    private double hz = PERFORMER_HZ;
    private double phase;

    final List<Integer> velocities = new ArrayList<>();
    final List<Float> noteLengths = new ArrayList<>();

    /** How far from its own beat each beat was that it heard, cycles. */
    final List<Double> errors = new ArrayList<>();

    Performer(boolean listens) throws IOException {
      this.listens = listens;
      ears.setSoTimeout(5_000);
    }

    void live(double seconds) {
      phase += hz * seconds;
    }

    double moves() {
      return StrictMath.sin(2 * Math.PI * phase);
    }

    /** Hears two packets: how long, and how loud. With the second it corrects itself. */
    void hear() throws IOException {
      noteLengths.add((Float) message(OscPlayer.NOTE_LENGTH));
      velocities.add((Integer) message(OscPlayer.VELOCITY));
      double error = StrictMath.rint(phase) - phase;
      errors.add(error);
      if (listens) {
        phase += PHASE_SHARE * error;
        hz += RATE_SHARE * error;
      }
    }

    private Object message(String address) throws IOException {
      DatagramPacket packet = new DatagramPacket(new byte[MAX_PACKET], MAX_PACKET);
      ears.receive(packet);
      try {
        OSCMessage message =
            (OSCMessage) parser.convert(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
        assertThat(message.getAddress()).isEqualTo(address);
        return message.getArguments().get(0);
      } catch (OSCParseException e) {
        throw new IOException("must be a message of OSC", e);
      }
    }

    @Override
    public void close() {
      ears.close();
    }
  }

  /** The stages of the job that a bridge needs, one after the other. */
  private static final class Rig implements AutoCloseable {
    private final KeyedOneInputStreamOperatorTestHarness<String, SampleBlock, TenantInput> align;
    private final KeyedOneInputStreamOperatorTestHarness<String, TenantInput, Void> fuse;

    final List<JsonNode> frames = new ArrayList<>();

    Rig(LumenSettings settings) throws Exception {
      StateShape shape = new StateShape(settings.shaping());
      align =
          new KeyedOneInputStreamOperatorTestHarness<>(
              WriteBehindOperator.of(new AlignFunction(settings, shape, false, Optional.empty())),
              SampleBlock::channelKey,
              Types.STRING);
      align.setup(TenantInputSerializer.INSTANCE);
      align.open();
      fuse =
          new KeyedOneInputStreamOperatorTestHarness<>(
              WriteBehindOperator.of(
                  new FuseFunction(settings, shape, false, false, Optional.empty())),
              TenantInput::tenant,
              Types.STRING);
      fuse.setup(VoidSerializer.INSTANCE);
      fuse.open();
    }

    void take(String source, String key, List<Long> micros, List<Double> values) throws Exception {
      if (!micros.isEmpty()) {
        SampleBlock block =
            new SampleBlock(
                "rig",
                "stage",
                source,
                key,
                micros.stream().mapToLong(Long::longValue).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray());
        align.processElement(new StreamRecord<>(block));
        micros.clear();
        values.clear();
      }
    }

    /** All before this time is known. */
    void know(long micros, Consumer<JsonNode> control) throws Exception {
      Watermark watermark = new Watermark(micros / 1_000 - 1);
      align.processWatermark(watermark);
      for (Object out : align.getOutput()) {
        if (out instanceof StreamRecord<?> input) {
          fuse.processElement(new StreamRecord<>((TenantInput) input.getValue()));
        }
      }
      align.getOutput().clear();
      fuse.processWatermark(watermark);
      fuse.getOutput().clear();
      gather(Outputs.FRAMES, frames::add);
      gather(Outputs.CONTROL, control);
    }

    private <T> void gather(Output<T> output, Consumer<JsonNode> to) {
      var values = fuse.getSideOutput(output.tag());
      if (values != null) {
        values.forEach(v -> to.accept(JobOutput.parse(output.form().line(v.getValue()))));
        values.clear();
      }
    }

    @Override
    public void close() throws Exception {
      align.close();
      fuse.close();
    }
  }

  /** What came of a session. */
  private record Session(List<JsonNode> ticks, List<JsonNode> frames, Performer performer) {
    double coherence(int fromS, int toS) {
      return frames.stream()
          .filter(frame -> second(frame) >= fromS && second(frame) < toS)
          .mapToDouble(frame -> frame.path("coherence").asDouble(Double.NaN))
          .filter(coherence -> !Double.isNaN(coherence))
          .average()
          .orElseThrow();
    }

    private static double second(JsonNode line) {
      return line.path("ts").asDouble() - T0 / 1e6;
    }
  }

  private Session play(boolean listens) throws Exception {
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.writeString(config.resolve("fusion.yaml"), FUSION);
    Files.writeString(config.resolve("sensors.yaml"), SENSORS);
    Files.writeString(config.resolve("bridge.yaml"), BRIDGE);
    List<JsonNode> ticks = new ArrayList<>();
    List<Long> moments = new ArrayList<>();
    List<Double> conductor = new ArrayList<>();
    List<Double> performed = new ArrayList<>();
    List<Long> beats = new ArrayList<>();
    List<Double> numbers = new ArrayList<>();
    try (Performer performer = new Performer(listens);
        OscPlayer player = new OscPlayer(new OscOut("127.0.0.1", performer.ears.getLocalPort()));
        Rig rig = new Rig(SettingsLoader.load(config))) {
      Deque<JsonNode> sounding = new ArrayDeque<>();
      for (int step = 0; step < SECONDS * SECOND / STEP; step++) {
        long now = T0 + step * STEP;
        double s = step * STEP / 1e6;
        double beat = StrictMath.floor(CONDUCTOR_HZ * s);
        if (StrictMath.floor(CONDUCTOR_HZ * (s + STEP / 1e6)) > beat) {
          beats.add(T0 + Math.round((beat + 1) / CONDUCTOR_HZ * 1e6));
          numbers.add(beat + 1);
        }
        moments.add(now);
        conductor.add(StrictMath.sin(2 * Math.PI * CONDUCTOR_HZ * s));
        performed.add(performer.moves());
        performer.live(STEP / 1e6);
        if (step % STEPS_PER_WATERMARK == STEPS_PER_WATERMARK - 1) {
          rig.take("conductor", "x", new ArrayList<>(moments), conductor);
          rig.take("performer", "x", moments, performed);
          rig.take("engine", "/ure/tick", beats, numbers);
          rig.know(now + STEP, sounding::add);
        }
        while (!sounding.isEmpty() && micros(sounding.peek()) + PLAYOUT_DELAY <= now) {
          hear(sounding.peek(), player, performer);
          ticks.add(sounding.poll());
        }
      }
      return new Session(ticks, rig.frames, performer);
    }
  }

  private static long micros(JsonNode line) {
    return Math.round(line.path("ts").asDouble() * 1e6);
  }

  private static void hear(JsonNode tick, OscPlayer player, Performer performer)
      throws IOException {
    if (tick.path("played").asBoolean() && micros(tick) >= T0 + HEARD_FROM_S * SECOND) {
      player.play(
          Tick.of(
              "stage",
              0,
              tick.path("entropy_ratio").asDouble(Double.NaN),
              tick.path("sync_quality").asDouble(Double.NaN),
              false));
      performer.hear();
    }
  }

  @Test
  void performerWhoHearsTheBridgeComesTogetherWithTheConductor() throws Exception {
    Session session = play(true);

    List<JsonNode> bridged =
        session.ticks().stream().filter(t -> t.path("state").asText().equals("E2")).toList();
    assertThat(bridged).as("ticks in E2").hasSizeGreaterThan(100);
    double meanHz =
        bridged.stream().mapToDouble(t -> t.path("hz").asDouble()).average().getAsDouble();
    assertThat(meanHz).as("rate of the bridge").isBetween(CONDUCTOR_HZ - 0.02, CONDUCTOR_HZ + 0.02);
    Performer performer = session.performer();
    assertThat(performer.velocities).isNotEmpty().allMatch(v -> v >= 0 && v <= Tick.MAX_VELOCITY);
    assertThat(performer.noteLengths)
        .allMatch(length -> length >= (float) Tick.MIN_NOTE_S && length <= (float) Tick.MAX_NOTE_S);
    assertThat(performer.hz).as("rate of the performer").isBetween(5.0, 5.2);
    List<Double> last =
        performer.errors.subList(performer.errors.size() - 30, performer.errors.size());
    assertThat(last).as("beats where it expected them").allMatch(e -> Math.abs(e) < 0.15);
    assertThat(session.coherence(10, 25)).as("coherence before anything is heard").isLessThan(0.5);
    assertThat(session.coherence(50, 58)).as("coherence in the end").isGreaterThan(0.9);
  }

  @Test
  void performerWhoDoesNotListenStaysApart() throws Exception {
    Session session = play(false);
    assertThat(session.performer().velocities).as("what was there to be heard").isNotEmpty();
    assertThat(session.coherence(50, 58)).isLessThan(0.5);
  }
}
