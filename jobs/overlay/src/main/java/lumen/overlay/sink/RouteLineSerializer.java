package lumen.overlay.sink;

import java.io.IOException;
import lumen.event.ImmutableSerializer;
import lumen.event.ValueTypeInfo;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of lines between tasks; none is in state. */
public final class RouteLineSerializer extends ImmutableSerializer<RouteLine> {
  /** The one instance; it has no state. */
  public static final RouteLineSerializer INSTANCE = new RouteLineSerializer();

  /** The type of lines. */
  public static final ValueTypeInfo<RouteLine> TYPE =
      new ValueTypeInfo<>(RouteLine.class, INSTANCE);

  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(RouteLine line, DataOutputView out) throws IOException {
    out.writeLong(line.micros());
    writeText(out, line.tenant());
    out.writeLong(line.number());
    writeText(out, line.text());
  }

  @Override
  public RouteLine deserialize(DataInputView in) throws IOException {
    return new RouteLine(in.readLong(), readText(in), in.readLong(), readText(in));
  }

  @Override
  public TypeSerializerSnapshot<RouteLine> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RouteLine> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
