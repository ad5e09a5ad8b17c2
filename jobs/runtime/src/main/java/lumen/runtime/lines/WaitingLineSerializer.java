package lumen.runtime.lines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import lumen.event.ImmutableSerializer;
import lumen.event.ValueTypeInfo;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Form of ordered lines in state. Savepoints name the snapshot: a job whose lines were kept under
 * another name before keeps a subclass with a snapshot of that name ({@link Output#keptAs}).
 */
public class WaitingLineSerializer extends ImmutableSerializer<OrderedLine> {
  /** The one instance; it has no state. */
  public static final WaitingLineSerializer INSTANCE = new WaitingLineSerializer();

  /** The type of ordered lines. */
  public static final ValueTypeInfo<OrderedLine> TYPE =
      new ValueTypeInfo<>(OrderedLine.class, INSTANCE);

  private static final long serialVersionUID = 1L;

  /** Without state. */
  protected WaitingLineSerializer() {}

  @Override
  public void serialize(OrderedLine line, DataOutputView out) throws IOException {
    out.writeLong(line.micros());
    out.writeLong(line.step());
    writeText(out, line.tenant());
    writeText(out, line.id());
    byte[] utf8 = line.line().getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  @Override
  public OrderedLine deserialize(DataInputView in) throws IOException {
    long micros = in.readLong();
    long step = in.readLong();
    String tenant = readText(in);
    String id = readText(in);
    byte[] utf8 = new byte[in.readInt()];
    in.readFully(utf8);
    return new OrderedLine(micros, step, tenant, id, new String(utf8, StandardCharsets.UTF_8));
  }

  @Override
  public TypeSerializerSnapshot<OrderedLine> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<OrderedLine> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
