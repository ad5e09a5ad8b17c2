package lumen.runtime.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** The form of ordered lines in state. */
class WaitingLineSerializerTest {
  private static final WaitingLineSerializer SERIALIZER = WaitingLineSerializer.INSTANCE;

  private static byte[] written(OrderedLine line) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    SERIALIZER.serialize(line, out);
    return out.getCopyOfBuffer();
  }

  @Test
  void lineReadsBackEqual() throws Exception {
    for (OrderedLine line :
        List.of(
            new OrderedLine(0, 0, "", "", ""),
            new OrderedLine(-1, Long.MIN_VALUE, "größe", "s\0x", "{\"ts\":1.5}"),
            new OrderedLine(Long.MAX_VALUE, 1, "a", "", "x".repeat(5000)))) {
      DataInputDeserializer in = new DataInputDeserializer(written(line));
      assertThat(SERIALIZER.deserialize(in)).isEqualTo(line);
      assertThat(in.available()).isZero();
    }
  }

  @Test
  void lineOfTheFirstFormIsRead() throws Exception {
    byte[] first =
        HexFormat.of()
            .parseHex(
                "000640b5eed10d40" + "000000020c855801" + "0261" + "04730078" + "000000027b7d");
    assertThat(SERIALIZER.deserialize(new DataInputDeserializer(first)))
        .isEqualTo(new OrderedLine(1_760_000_000_200_000L, 8_800_000_001L, "a", "s\0x", "{}"));
  }

  @Test
  void snapshotGivesTheSameSerializer() {
    TypeSerializerSnapshot<OrderedLine> snapshot = SERIALIZER.snapshotConfiguration();
    assertThat(snapshot.restoreSerializer()).isEqualTo(SERIALIZER);
    assertThat(
            snapshot
                .resolveSchemaCompatibility(SERIALIZER.snapshotConfiguration())
                .isCompatibleAsIs())
        .isTrue();
  }
}
