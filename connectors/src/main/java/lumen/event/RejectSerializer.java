package lumen.event;

import static lumen.event.EnvelopeSerializer.position;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of rejects between tasks. */
public final class RejectSerializer extends ImmutableSerializer<Reject> {
  /** The one instance; it has no state. */
  public static final RejectSerializer INSTANCE = new RejectSerializer();

  /** The type of these values. */
  public static final ValueTypeInfo<Reject> TYPE = new ValueTypeInfo<>(Reject.class, INSTANCE);

  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(Reject value, DataOutputView out) throws IOException {
    writeText(out, value.reason().name());
    writeText(out, value.detail());
    writeText(out, value.stream());
    writeText(out, value.source());
    position(out, value.position());
    writeText(out, value.raw());
  }

  @Override
  public Reject deserialize(DataInputView in) throws IOException {
    return new Reject(
        RejectReason.valueOf(readText(in)),
        readText(in),
        readText(in),
        readText(in),
        position(in),
        readText(in));
  }

  @Override
  public TypeSerializerSnapshot<Reject> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Reject> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
