package lumen.fusion.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import lumen.golden.GoldenState;
import lumen.runtime.lines.OrderedLine;
import lumen.runtime.lines.Output;
import lumen.state.StateForm;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What savepoints of the job name: it must stay, and so must the bytes. */
class OrderedLineSerializerTest {
  private static final OrderedLineSerializer SERIALIZER = OrderedLineSerializer.INSTANCE;
  private static final OrderedLine LINE =
      new OrderedLine(1_760_000_000_200_000L, 8_800_000_001L, "a", "s\0x", "{}");

  private static byte[] written(TypeSerializer<OrderedLine> serializer, OrderedLine line)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(line, out);
    return out.getCopyOfBuffer();
  }

  @Test
  void lineIsThatOfEveryVersion() throws Exception {
    GoldenState.rewritten(
        "ordered-line",
        new StateForm("ordered-line", 2, 0),
        written(SERIALIZER, LINE),
        bytes -> written(SERIALIZER, SERIALIZER.deserialize(new DataInputDeserializer(bytes))));
  }

  @Test
  void outputsThatSavepointsHaveKeepTheirLinesUnderTheNameOfOld() throws Exception {
    List<Output<?>> old =
        List.of(Outputs.FRAMES, Outputs.CHANNELS, Outputs.CONTROL, Outputs.EVIDENCE, Outputs.NOW);
    for (Output<?> output : old) {
      TypeSerializerSnapshot<OrderedLine> snapshot =
          output.kept().createSerializer(new SerializerConfigImpl()).snapshotConfiguration();
      assertThat(snapshot.getClass().getName())
          .as(output.name())
          .isEqualTo("lumen.fusion.sink.OrderedLineSerializer$Snapshot");
      TypeSerializer<OrderedLine> restored = snapshot.restoreSerializer();
      assertThat(written(restored, LINE)).as(output.name()).isEqualTo(written(SERIALIZER, LINE));
    }
  }

  @Test
  void snapshotFitsItself() {
    TypeSerializerSnapshot<OrderedLine> snapshot =
        OrderedLineSerializer.INSTANCE.snapshotConfiguration();
    assertThat(
            snapshot
                .resolveSchemaCompatibility(OrderedLineSerializer.INSTANCE.snapshotConfiguration())
                .isCompatibleAsIs())
        .isTrue();
  }
}
