package lumen.runtime.lines;

import java.io.IOException;
import lumen.event.ImmutableSerializer;
import lumen.event.ValueTypeInfo;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of lines between tasks; none is in state. */
public final class ToldLineSerializer extends ImmutableSerializer<ToldLine> {
  /** The one instance; it has no state. */
  public static final ToldLineSerializer INSTANCE = new ToldLineSerializer();

  /** The type of lines. */
  public static final ValueTypeInfo<ToldLine> TYPE = new ValueTypeInfo<>(ToldLine.class, INSTANCE);

  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(ToldLine line, DataOutputView out) throws IOException {
    out.writeLong(line.micros());
    writeText(out, line.tenant());
    out.writeLong(line.number());
    writeText(out, line.text());
  }

  @Override
  public ToldLine deserialize(DataInputView in) throws IOException {
    return new ToldLine(in.readLong(), readText(in), in.readLong(), readText(in));
  }

  @Override
  public TypeSerializerSnapshot<ToldLine> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ToldLine> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
