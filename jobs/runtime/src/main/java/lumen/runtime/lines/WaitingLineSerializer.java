package lumen.runtime.lines;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import lumen.event.ImmutableSerializer;
import lumen.event.ValueTypeInfo;
import lumen.state.StateForm;
import lumen.state.StateReader;
import lumen.state.StateWriter;
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

  private static final StateForm FORM = new StateForm("ordered-line", 2, 0);
  private static final long serialVersionUID = 1L;

  /** Without state. */
  protected WaitingLineSerializer() {}

  @Override
  public void serialize(OrderedLine line, DataOutputView out) throws IOException {
    FORM.write(out, 64 + line.line().length(), state -> state.field(its -> write(line, its)));
  }

  private static void write(OrderedLine line, StateWriter out) {
    out.writeLong(line.micros());
    out.writeLong(line.step());
    out.writeText(line.tenant());
    out.writeText(line.id());
    out.writeText(line.line());
  }

  @Override
  public OrderedLine deserialize(DataInputView in) throws IOException {
    byte first = in.readByte();
    return first == StateForm.MARK
        ? FORM.readMarked(in, state -> read(state.field()))
        : readOlder(first, in);
  }

  private static OrderedLine read(StateReader in) {
    return new OrderedLine(
        in.readLong(), in.readLong(), in.readText(), in.readText(), in.readText());
  }

  /** Before this form a line began with its time: never with a mark before the year 170,000. */
  private static OrderedLine readOlder(byte first, DataInputView in) throws IOException {
    byte[] rest = new byte[Long.BYTES - 1];
    in.readFully(rest);
    long micros = ByteBuffer.allocate(Long.BYTES).put(first).put(rest).getLong(0);
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
