package lumen.fusion.sink;

import java.io.IOException;
import lumen.event.ImmutableSerializer;
import lumen.event.ValueTypeInfo;
import lumen.signal.fusion.ChannelFrame;
import lumen.signal.fusion.ChannelId;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of channel frames between tasks; none is in state. */
final class ChannelFrameSerializer extends ImmutableSerializer<ChannelFrame> {
  static final ChannelFrameSerializer INSTANCE = new ChannelFrameSerializer();

  static final ValueTypeInfo<ChannelFrame> TYPE = new ValueTypeInfo<>(ChannelFrame.class, INSTANCE);

  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(ChannelFrame value, DataOutputView out) throws IOException {
    out.writeDouble(value.ts());
    writeText(out, value.tenant());
    out.writeLong(value.grid());
    writeText(out, value.channel().source());
    writeText(out, value.channel().key());
    out.writeBoolean(value.present());
    out.writeDouble(value.lag());
    out.writeDouble(value.d());
    out.writeDouble(value.x());
    out.writeDouble(value.q());
    out.writeDouble(value.r());
    out.writeDouble(value.nis());
    out.writeDouble(value.rho1());
    out.writeBoolean(value.consistent());
    out.writeDouble(value.coherence());
    out.writeDouble(value.chance());
    out.writeDouble(value.ppc());
    out.writeDouble(value.phaseDiff());
    out.writeDouble(value.entropyRatio());
    out.writeDouble(value.harmony());
    out.writeDouble(value.envelope());
  }

  @Override
  public ChannelFrame deserialize(DataInputView in) throws IOException {
    return new ChannelFrame(
        in.readDouble(),
        readText(in),
        in.readLong(),
        new ChannelId(readText(in), readText(in)),
        in.readBoolean(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readBoolean(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble());
  }

  @Override
  public TypeSerializerSnapshot<ChannelFrame> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ChannelFrame> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
