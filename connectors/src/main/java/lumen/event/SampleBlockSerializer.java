package lumen.event;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of sample blocks between tasks. */
public final class SampleBlockSerializer extends ImmutableSerializer<SampleBlock> {
  /** The one instance; it has no state. */
  public static final SampleBlockSerializer INSTANCE = new SampleBlockSerializer();

  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(SampleBlock block, DataOutputView out) throws IOException {
    writeText(out, block.stream());
    writeText(out, block.tenant());
    writeText(out, block.source());
    writeText(out, block.key());
    out.writeInt(block.size());
    ColumnCodec.write(out, block.micros(), block.size());
    ColumnCodec.write(out, block.values(), block.size());
  }

  @Override
  public SampleBlock deserialize(DataInputView in) throws IOException {
    String stream = readText(in);
    String tenant = readText(in);
    String source = readText(in);
    String key = readText(in);
    int n = in.readInt();
    return new SampleBlock(
        stream, tenant, source, key, ColumnCodec.readLongs(in, n), ColumnCodec.readDoubles(in, n));
  }

  @Override
  public TypeSerializerSnapshot<SampleBlock> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SampleBlock> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
