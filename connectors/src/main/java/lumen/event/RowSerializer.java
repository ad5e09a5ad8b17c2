package lumen.event;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Form of rows between tasks; none is in state. What a source keeps of them is without the moment
 * at which they were taken: whoever goes on with them takes them anew.
 */
public final class RowSerializer extends ImmutableSerializer<Row> {
  /** The one instance; it has no state. */
  public static final RowSerializer INSTANCE = new RowSerializer();

  /** The type of rows. */
  public static final ValueTypeInfo<Row> TYPE = new ValueTypeInfo<>(Row.class, INSTANCE);

  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(Row row, DataOutputView out) throws IOException {
    keep(row, out);
    out.writeLong(row.takenMicros());
  }

  @Override
  public Row deserialize(DataInputView in) throws IOException {
    return kept(in).taken(in.readLong());
  }

  /** Writes all but the moment. */
  static void keep(Row row, DataOutputView out) throws IOException {
    out.writeByte(row.kind().code());
    writeText(out, row.stream());
    writeText(out, row.log());
    writeText(out, row.tenant());
    out.writeLong(row.clockMicros());
    out.writeBoolean(row.clamped());
    out.writeBoolean(row.inDoubt());
    writeText(out, row.text());
    writeText(out, row.fault());
    writeText(out, row.detail());
    EnvelopeSerializer.position(out, row.position());
  }

  /** Reads what was written without the moment. */
  static Row kept(DataInputView in) throws IOException {
    return new Row(
        Row.Kind.of(in.readByte()),
        readText(in),
        readText(in),
        readText(in),
        in.readLong(),
        in.readBoolean(),
        in.readBoolean(),
        readText(in),
        readText(in),
        readText(in),
        EnvelopeSerializer.position(in),
        Row.UNTIMED);
  }

  @Override
  public TypeSerializerSnapshot<Row> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Row> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
