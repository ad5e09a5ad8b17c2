package lumen.overlay.sink;

import java.io.IOException;
import lumen.event.ImmutableSerializer;
import lumen.event.Position;
import lumen.event.ValueTypeInfo;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of rejects between tasks; none is in state. */
final class RouteRejectSerializer extends ImmutableSerializer<RouteReject> {
  /** The one instance; it has no state. */
  static final RouteRejectSerializer INSTANCE = new RouteRejectSerializer();

  /** The type of rejects. */
  static final ValueTypeInfo<RouteReject> TYPE = new ValueTypeInfo<>(RouteReject.class, INSTANCE);

  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(RouteReject reject, DataOutputView out) throws IOException {
    writeText(out, reject.reason());
    writeText(out, reject.detail());
    writeText(out, reject.stream());
    writeText(out, reject.position().file());
    out.writeLong(reject.position().offset());
    out.writeLong(reject.position().line());
    writeText(out, reject.raw());
  }

  @Override
  public RouteReject deserialize(DataInputView in) throws IOException {
    return new RouteReject(
        readText(in),
        readText(in),
        readText(in),
        new Position(readText(in), in.readLong(), in.readLong()),
        readText(in));
  }

  @Override
  public TypeSerializerSnapshot<RouteReject> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RouteReject> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
