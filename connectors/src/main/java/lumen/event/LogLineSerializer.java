package lumen.event;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of lines of the log between tasks. */
public final class LogLineSerializer extends ImmutableSerializer<LogLine> {
  /** The one instance; it has no state. */
  public static final LogLineSerializer INSTANCE = new LogLineSerializer();

  /** The type of these values. */
  public static final ValueTypeInfo<LogLine> TYPE = new ValueTypeInfo<>(LogLine.class, INSTANCE);

  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(LogLine value, DataOutputView out) throws IOException {
    writeText(out, value.json());
  }

  @Override
  public LogLine deserialize(DataInputView in) throws IOException {
    return new LogLine(readText(in));
  }

  @Override
  public TypeSerializerSnapshot<LogLine> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<LogLine> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
