package lumen.event;

import static lumen.event.EnvelopeSerializer.position;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of late events between tasks. */
public final class LateEventSerializer extends ImmutableSerializer<LateEvent> {
  /** The one instance; it has no state. */
  public static final LateEventSerializer INSTANCE = new LateEventSerializer();

  /** The type of these values. */
  public static final ValueTypeInfo<LateEvent> TYPE =
      new ValueTypeInfo<>(LateEvent.class, INSTANCE);

  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(LateEvent value, DataOutputView out) throws IOException {
    writeText(out, value.stream());
    writeText(out, value.source());
    position(out, value.position());
    out.writeLong(value.micros());
    out.writeLong(value.behindMicros());
    writeText(out, value.raw());
  }

  @Override
  public LateEvent deserialize(DataInputView in) throws IOException {
    return new LateEvent(
        readText(in), readText(in), position(in), in.readLong(), in.readLong(), readText(in));
  }

  @Override
  public TypeSerializerSnapshot<LateEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<LateEvent> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
