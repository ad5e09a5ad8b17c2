package lumen.fusion.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import lumen.runtime.lines.OrderedLine;
import lumen.runtime.lines.Output;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What savepoints of the job name: it must stay, and so must the bytes. */
class OrderedLineSerializerTest {
  @Test
  void everyOutputKeepsItsLinesUnderTheNameOfOld() throws Exception {
    for (Output<?> output : Outputs.ORDERED) {
      TypeSerializerSnapshot<OrderedLine> snapshot =
          output.kept().createSerializer(new SerializerConfigImpl()).snapshotConfiguration();
      assertThat(snapshot.getClass().getName())
          .as(output.name())
          .isEqualTo("lumen.fusion.sink.OrderedLineSerializer$Snapshot");
      TypeSerializer<OrderedLine> restored = snapshot.restoreSerializer();
      DataOutputSerializer out = new DataOutputSerializer(64);
      restored.serialize(
          new OrderedLine(1_760_000_000_200_000L, 8_800_000_001L, "a", "s\0x", "{}"), out);
      assertThat(HexFormat.of().formatHex(out.getCopyOfBuffer()))
          .isEqualTo(
              "000640b5eed10d40" + "000000020c855801" + "0261" + "04730078" + "000000027b7d");
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
