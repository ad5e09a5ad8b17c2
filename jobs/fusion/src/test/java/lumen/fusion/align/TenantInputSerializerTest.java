package lumen.fusion.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import lumen.event.Position;
import lumen.fusion.command.CommandType;
import lumen.fusion.command.NoteSpan;
import lumen.fusion.command.OperatorCommand;
import lumen.fusion.tenant.AlignedBlock;
import lumen.fusion.tenant.CommandInput;
import lumen.fusion.tenant.FactInput;
import lumen.fusion.tenant.NowBlock;
import lumen.fusion.tenant.ReferenceBlock;
import lumen.fusion.tenant.TenantInput;
import lumen.golden.GoldenState;
import lumen.runtime.command.CommandHead;
import lumen.signal.gain.GainCurve;
import lumen.signal.kalman.Adaptation;
import lumen.state.StateForm;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** The form of a tenant's inputs in state and between tasks. */
class TenantInputSerializerTest {
  private static final TenantInputSerializer SERIALIZER = TenantInputSerializer.INSTANCE;
  private static final AlignedBlock ALIGNED =
      new AlignedBlock(
          "a",
          "left",
          "x[0]",
          8_800_000_001L,
          new double[] {0.5, -0.0, 1e-300},
          new double[] {0.25, Double.NaN, -0.5},
          new double[] {1, 0, 2});
  private static final ReferenceBlock REFERENCE =
      new ReferenceBlock(
          "ä", "ure", "ure_hz", new long[] {1_760_000_000_000_000L}, new double[] {5});

  private static final FactInput FACT =
      new FactInput("a", "walk", "watch", "mode", 1_760_000_000_000_000L, "geht", 4_096);
  private static final CommandInput COMMAND =
      new CommandInput("a", "lift-7", "änn", 1_760_000_000_500_000L, "{\"id\":\"lift-7\"}");

  private static final Position PLACE = new Position("control.ndjson", 70, 3);

  private static final CommandHead HEAD =
      new CommandHead("lift-7", "änn", "a", 1_760_000_000_500_000L);
  private static final List<OperatorCommand> ORDERS =
      List.of(
          new OperatorCommand.Release(HEAD),
          new OperatorCommand.Weights(HEAD, 0.75, 0.25),
          new OperatorCommand.TickLimits(HEAD, 150, 300.5),
          new OperatorCommand.Curves(
              HEAD,
              new GainCurve(List.of(new GainCurve.Point(0, 0.35), new GainCurve.Point(1, 0.2))),
              new GainCurve(List.of(new GainCurve.Point(0.5, 0.1))),
              0.08),
          new OperatorCommand.Rules(HEAD, "- {if: q > 1, risk: é}\n", "[]\n".repeat(30_000)),
          new OperatorCommand.Adapt(HEAD, Optional.of(Adaptation.FIXED), 1e-3, Double.NaN),
          new OperatorCommand.Note(
              HEAD, "it räined", List.of("a/x/5"), Optional.of(new NoteSpan(1, 2))));

  private static byte[] written(TenantInput input) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    SERIALIZER.serialize(input, out);
    return out.getCopyOfBuffer();
  }

  private static TenantInput read(byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    TenantInput input = SERIALIZER.deserialize(in);
    assertThat(in.available()).isZero();
    return input;
  }

  @Test
  void alignedBlockReadsBackEqual() throws IOException {
    AlignedBlock block = (AlignedBlock) read(written(ALIGNED));
    assertThat(block.tenant() + block.source() + block.key()).isEqualTo("aleftx[0]");
    assertThat(block.firstStep()).isEqualTo(ALIGNED.firstStep());
    assertThat(block.value()).isEqualTo(ALIGNED.value());
    assertThat(block.phase()).isEqualTo(ALIGNED.phase());
    assertThat(block.envelope()).isEqualTo(ALIGNED.envelope());
    assertThat(block.lastStep()).isEqualTo(8_800_000_003L);
  }

  @Test
  void nowBlockReadsBackEqual() throws IOException {
    double[] column = {0.25, Double.NaN, -0.5};
    NowBlock block =
        new NowBlock(
            "a",
            "left",
            "x[0]",
            8_800_000_001L,
            column,
            new double[] {1, 2, Double.NaN},
            new double[] {3, 4, 5},
            new double[] {6, 7, 8},
            new double[] {0.7, 0.8, 0.9});
    NowBlock back = (NowBlock) read(written(block));
    assertThat(back.tenant() + back.source() + back.key()).isEqualTo("aleftx[0]");
    assertThat(back.firstStep()).isEqualTo(block.firstStep());
    assertThat(back.phase()).isEqualTo(block.phase());
    assertThat(back.envelope()).isEqualTo(block.envelope());
    assertThat(back.p50()).isEqualTo(block.p50());
    assertThat(back.p90()).isEqualTo(block.p90());
    assertThat(back.plv()).isEqualTo(block.plv());
    assertThatThrownBy(
            () -> new NowBlock("a", "s", "k", 0, column, column, column, column, new double[2]))
        .hasMessage("columns must be equally long: phase=3 envelope=3 p50=3 p90=3 plv=2");
  }

  @Test
  void referenceBlockReadsBackEqual() throws IOException {
    ReferenceBlock block = (ReferenceBlock) read(written(REFERENCE));
    assertThat(block.tenant() + block.source() + block.key()).isEqualTo("äureure_hz");
    assertThat(block.micros()).isEqualTo(REFERENCE.micros());
    assertThat(block.values()).isEqualTo(REFERENCE.values());
  }

  @Test
  void textsAndCommandsReadBackEqual() throws IOException {
    assertThat(read(written(FACT))).isEqualTo(FACT);
    assertThat(read(written(COMMAND))).isEqualTo(COMMAND);
    String longest = "x".repeat(1 << 20);
    CommandInput large = new CommandInput("a", "b", "c", -1, longest);
    assertThat(read(written(large))).isEqualTo(large);
  }

  @Test
  void ordersReadBackEqual() throws IOException {
    assertThat(ORDERS)
        .as("one of each type")
        .extracting(OperatorCommand::type)
        .containsExactly(CommandType.values());
    for (OperatorCommand order : ORDERS) {
      CommandInput input = CommandInput.of(order, "{\"id\":\"lift-7\"}", PLACE);
      assertThat(input.effectiveMicros()).isEqualTo(COMMAND.effectiveMicros());
      assertThat(read(written(input))).isEqualTo(input);
    }
  }

  @Test
  void everyKindIsThatOfEveryVersion() throws IOException {
    golden("input-aligned", ALIGNED);
    golden("input-reference", REFERENCE);
    golden("input-fact", FACT);
    golden("input-command", COMMAND);
    golden(
        "input-order",
        CommandInput.of(ORDERS.get(3), "{\"id\":\"lift-7\"}", CommandInput.UNPLACED));
  }

  private static void golden(String file, TenantInput input) throws IOException {
    GoldenState.rewritten(
        file,
        new StateForm("input", 2, 3),
        written(input),
        bytes -> written(SERIALIZER.deserialize(new DataInputDeserializer(bytes))));
  }

  @Test
  void unknownKindIsRefused() throws IOException {
    byte[] bytes = {7, 0};
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IOException.class)
        .hasMessage("tenant input kind must be 1..4, is 7");
  }

  @Test
  void columnsOfDifferentLengthAreRefused() {
    assertThatThrownBy(() -> new ReferenceBlock("a", "s", "k", new long[2], new double[1]))
        .hasMessage("columns must be equally long: micros=2 values=1");
    assertThatThrownBy(
            () -> new AlignedBlock("a", "s", "k", 0, new double[1], new double[2], new double[1]))
        .hasMessage("columns must be equally long: value=1 phase=2 envelope=1");
  }

  @Test
  void snapshotGivesTheSameSerializer() {
    TypeSerializerSnapshot<TenantInput> snapshot = SERIALIZER.snapshotConfiguration();
    assertThat(snapshot.restoreSerializer()).isEqualTo(SERIALIZER);
    assertThat(
            snapshot
                .resolveSchemaCompatibility(SERIALIZER.snapshotConfiguration())
                .isCompatibleAsIs())
        .isTrue();
  }
}
