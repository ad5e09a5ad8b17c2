package lumen.fusion.sink;

import java.io.IOException;
import lumen.event.ImmutableSerializer;
import lumen.event.ValueTypeInfo;
import lumen.signal.fusion.FusedFrame;
import lumen.signal.fusion.Mode;
import lumen.signal.fusion.SensorLevel;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of frames between tasks; none is in state. */
final class FusedFrameSerializer extends ImmutableSerializer<FusedFrame> {
  static final FusedFrameSerializer INSTANCE = new FusedFrameSerializer();

  static final ValueTypeInfo<FusedFrame> TYPE = new ValueTypeInfo<>(FusedFrame.class, INSTANCE);

  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(FusedFrame value, DataOutputView out) throws IOException {
    out.writeDouble(value.ts());
    writeText(out, value.tenant());
    out.writeLong(value.grid());
    writeText(out, value.mode().name());
    out.writeDouble(value.phaseDiff());
    out.writeDouble(value.harmony());
    out.writeDouble(value.coherence());
    out.writeDouble(value.entropyRatio());
    out.writeDouble(value.syncQuality());
    out.writeDouble(value.order());
    out.writeDouble(value.q());
    out.writeDouble(value.r());
    out.writeDouble(value.kp());
    out.writeDouble(value.ki());
    out.writeDouble(value.kd());
    out.writeInt(value.streamsFresh());
    out.writeInt(value.streamsTotal());
  }

  @Override
  public FusedFrame deserialize(DataInputView in) throws IOException {
    return new FusedFrame(
        in.readDouble(),
        readText(in),
        in.readLong(),
        Mode.valueOf(readText(in)),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readInt(),
        in.readInt(),
        SensorLevel.NONE);
  }

  @Override
  public TypeSerializerSnapshot<FusedFrame> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<FusedFrame> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
