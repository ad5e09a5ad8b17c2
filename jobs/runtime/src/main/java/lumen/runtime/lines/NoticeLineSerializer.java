package lumen.runtime.lines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import lumen.event.ImmutableSerializer;
import lumen.event.ValueTypeInfo;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of notices between tasks; none is in state. */
public final class NoticeLineSerializer extends ImmutableSerializer<NoticeLine> {
  /** The one instance; it has no state. */
  public static final NoticeLineSerializer INSTANCE = new NoticeLineSerializer();

  /** The type of notices. */
  public static final ValueTypeInfo<NoticeLine> TYPE =
      new ValueTypeInfo<>(NoticeLine.class, INSTANCE);

  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(NoticeLine notice, DataOutputView out) throws IOException {
    writeText(out, notice.kind().name());
    byte[] utf8 = notice.line().getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  @Override
  public NoticeLine deserialize(DataInputView in) throws IOException {
    NoticeLine.Kind kind = NoticeLine.Kind.valueOf(readText(in));
    byte[] utf8 = new byte[in.readInt()];
    in.readFully(utf8);
    return new NoticeLine(kind, new String(utf8, StandardCharsets.UTF_8));
  }

  @Override
  public TypeSerializerSnapshot<NoticeLine> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<NoticeLine> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
