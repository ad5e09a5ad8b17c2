package lumen.runtime.lines;

import java.io.IOException;
import lumen.event.ImmutableSerializer;
import lumen.event.Position;
import lumen.event.ValueTypeInfo;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of rejects between tasks; none is in state. */
public final class RowRejectSerializer extends ImmutableSerializer<RowReject> {
  /** The one instance; it has no state. */
  public static final RowRejectSerializer INSTANCE = new RowRejectSerializer();

  /** The type of rejects. */
  public static final ValueTypeInfo<RowReject> TYPE =
      new ValueTypeInfo<>(RowReject.class, INSTANCE);

  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(RowReject reject, DataOutputView out) throws IOException {
    writeText(out, reject.reason());
    writeText(out, reject.detail());
    writeText(out, reject.stream());
    writeText(out, reject.position().file());
    out.writeLong(reject.position().offset());
    out.writeLong(reject.position().line());
    writeText(out, reject.raw());
  }

  @Override
  public RowReject deserialize(DataInputView in) throws IOException {
    return new RowReject(
        readText(in),
        readText(in),
        readText(in),
        new Position(readText(in), in.readLong(), in.readLong()),
        readText(in));
  }

  @Override
  public TypeSerializerSnapshot<RowReject> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RowReject> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
