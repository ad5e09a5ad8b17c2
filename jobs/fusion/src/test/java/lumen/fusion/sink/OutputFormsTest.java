package lumen.fusion.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import lumen.fusion.evidence.EvidenceKind;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.evidence.EvidenceValue;
import lumen.runtime.lines.OrderedLine;
import lumen.runtime.lines.Output;
import lumen.signal.bridge.ControlFrame;
import lumen.signal.fusion.ChannelFrame;
import lumen.signal.fusion.ChannelId;
import lumen.signal.fusion.FusedFrame;
import lumen.signal.fusion.Mode;
import lumen.signal.fusion.NowFrame;
import lumen.signal.fusion.SensorLevel;
import lumen.signal.gain.Gains;
import lumen.signal.grid.TargetGrid;
import lumen.signal.loop.LoopMode;
import lumen.signal.protocol.BridgeState;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What outputs show of any values is the same behind a task and behind a savepoint. */
class OutputFormsTest {
  private static final GridSteps STEPS = new GridSteps(TargetGrid.ofHz(29.97));
  private static final int CASES = 2_000;

  private final double[] odd = {
    Double.NaN, 0, -0.0, 1, -0.5, Double.MIN_VALUE, 1e-5, 9.999e-6, 1e16, 123456.789, 1 / 3.0
  };

  private static <T> void same(Output<T> output, T value, long seed) throws Exception {
    OrderedLine line = output.form().ordered(value, STEPS);
    TypeSerializer<T> serializer =
        output.tag().getTypeInfo().createSerializer(new SerializerConfigImpl());
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(output.form().ordered(serializer.deserialize(in), STEPS))
        .as("behind a task, seed %d", seed)
        .isEqualTo(line);
    assertThat(in.available()).isZero();
    assertThat(output.form().ordered(output.form().read(line.line()), STEPS))
        .as("behind a savepoint, seed %d", seed)
        .isEqualTo(line);
  }

  private double number(Random random) {
    return random.nextInt(4) == 0 ? odd[random.nextInt(odd.length)] : random.nextGaussian();
  }

  private static <E> E one(E[] of, Random random) {
    return of[random.nextInt(of.length)];
  }

  private static String name(Random random) {
    String[] names = {"a", "rig \"1\"", "Zürich", "back\\slash", "tab\t", "\uD83D\uDE00", "x/y"};
    return names[random.nextInt(names.length)];
  }

  private static long micros(Random random) {
    return 1_700_000_000_000_000L + random.nextLong(400_000_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void frames(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      long step = random.nextLong(60_000_000_000L);
      same(
          Outputs.FRAMES,
          new FusedFrame(
              STEPS.grid().seconds(step),
              name(random),
              step,
              one(Mode.values(), random),
              number(random),
              number(random),
              number(random),
              number(random),
              number(random),
              number(random),
              number(random),
              number(random),
              number(random),
              number(random),
              number(random),
              random.nextInt(300),
              random.nextInt(300),
              SensorLevel.NONE),
          seed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {9, 10})
  void framesOfNow(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      long step = random.nextLong(60_000_000_000L);
      same(
          Outputs.NOW,
          new NowFrame(
              STEPS.grid().seconds(step),
              name(random),
              step,
              one(Mode.values(), random),
              number(random),
              number(random),
              number(random),
              number(random),
              random.nextInt(300),
              random.nextInt(300),
              number(random),
              number(random),
              number(random)),
          seed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4})
  void channelFrames(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      long step = random.nextLong(60_000_000_000L);
      same(
          Outputs.CHANNELS,
          new ChannelFrame(
              STEPS.grid().seconds(step),
              name(random),
              step,
              new ChannelId(name(random), name(random)),
              random.nextBoolean(),
              number(random),
              number(random),
              number(random),
              number(random),
              number(random),
              number(random),
              number(random),
              random.nextBoolean(),
              number(random),
              number(random),
              number(random),
              number(random),
              number(random),
              number(random),
              number(random)),
          seed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void controlFrames(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      same(
          Outputs.CONTROL,
          new ControlFrame(
              micros(random),
              name(random),
              one(BridgeState.values(), random),
              number(random),
              number(random),
              number(random),
              number(random),
              new Gains(random.nextDouble(), 0, 1e-7),
              number(random),
              number(random),
              number(random),
              number(random),
              number(random),
              one(LoopMode.values(), random),
              random.nextBoolean(),
              random.nextBoolean()),
          seed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8})
  void evidence(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      String given = random.nextBoolean() ? "" : name(random);
      same(
          Outputs.EVIDENCE,
          new EvidenceEntry(
              name(random) + "/r/" + i,
              micros(random),
              name(random),
              one(EvidenceKind.values(), random).wireName(),
              name(random),
              given,
              name(random),
              given,
              List.of(
                  EvidenceValue.of("n", number(random)),
                  EvidenceValue.of("word", name(random)),
                  EvidenceValue.of("mean(coherence, 5m)", number(random)),
                  EvidenceValue.of("nothing", "")),
              given),
          seed);
    }
  }
}
