package lumen.event;

import static lumen.event.EnvelopeSerializer.position;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of text events between tasks. */
public final class FactSerializer extends ImmutableSerializer<Fact> {
  /** The one instance; it has no state. */
  public static final FactSerializer INSTANCE = new FactSerializer();

  /** The type of these values. */
  public static final ValueTypeInfo<Fact> TYPE = new ValueTypeInfo<>(Fact.class, INSTANCE);

  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(Fact value, DataOutputView out) throws IOException {
    writeText(out, value.stream());
    writeText(out, value.tenant());
    writeText(out, value.source());
    writeText(out, value.key());
    out.writeLong(value.micros());
    writeText(out, value.text());
    position(out, value.position());
  }

  @Override
  public Fact deserialize(DataInputView in) throws IOException {
    return new Fact(
        readText(in),
        readText(in),
        readText(in),
        readText(in),
        in.readLong(),
        readText(in),
        position(in));
  }

  @Override
  public TypeSerializerSnapshot<Fact> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Fact> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
