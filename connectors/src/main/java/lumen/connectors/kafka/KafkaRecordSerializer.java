package lumen.connectors.kafka;

import java.io.IOException;
import lumen.event.ImmutableSerializer;
import lumen.event.ValueTypeInfo;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of records between tasks, where the source and the blocker are not chained. */
public final class KafkaRecordSerializer extends ImmutableSerializer<KafkaRecord> {
  /** The one instance; it has no state. */
  public static final KafkaRecordSerializer INSTANCE = new KafkaRecordSerializer();

  /** The type of records. */
  public static final ValueTypeInfo<KafkaRecord> TYPE =
      new ValueTypeInfo<>(KafkaRecord.class, INSTANCE);

  private static final long serialVersionUID = 1L;
  private static final int NO_VALUE = -1;

  @Override
  public void serialize(KafkaRecord record, DataOutputView out) throws IOException {
    writeText(out, record.topic());
    out.writeInt(record.partition());
    out.writeLong(record.offset());
    out.writeInt(record.value() == null ? NO_VALUE : record.value().length);
    if (record.value() != null) {
      out.write(record.value());
    }
  }

  @Override
  public KafkaRecord deserialize(DataInputView in) throws IOException {
    String topic = readText(in);
    int partition = in.readInt();
    long offset = in.readLong();
    int length = in.readInt();
    byte[] value = length == NO_VALUE ? null : new byte[length];
    if (value != null) {
      in.readFully(value);
    }
    return new KafkaRecord(topic, partition, offset, value);
  }

  @Override
  public TypeSerializerSnapshot<KafkaRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<KafkaRecord> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
