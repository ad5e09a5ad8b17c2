package lumen.fusion.sink;

import lumen.event.ValueTypeInfo;
import lumen.runtime.lines.OrderedLine;
import lumen.runtime.lines.WaitingLineSerializer;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Form of ordered lines in state, under the name that it has in savepoints. */
public final class OrderedLineSerializer extends WaitingLineSerializer {
  /** The one instance; it has no state. */
  public static final OrderedLineSerializer INSTANCE = new OrderedLineSerializer();

  /** The type of ordered lines. */
  public static final ValueTypeInfo<OrderedLine> TYPE =
      new ValueTypeInfo<>(OrderedLine.class, INSTANCE);

  private static final long serialVersionUID = 1L;

  private OrderedLineSerializer() {}

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
