package lumen.fusion.sink;

import java.io.IOException;
import lumen.event.ImmutableSerializer;
import lumen.event.ValueTypeInfo;
import lumen.signal.fusion.Mode;
import lumen.signal.fusion.NowFrame;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of frames of now between tasks; none is in state. */
final class NowFrameSerializer extends ImmutableSerializer<NowFrame> {
  static final NowFrameSerializer INSTANCE = new NowFrameSerializer();

  static final ValueTypeInfo<NowFrame> TYPE = new ValueTypeInfo<>(NowFrame.class, INSTANCE);

  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(NowFrame value, DataOutputView out) throws IOException {
    out.writeDouble(value.ts());
    writeText(out, value.tenant());
    out.writeLong(value.grid());
    writeText(out, value.mode().name());
    out.writeDouble(value.order());
    out.writeDouble(value.phaseDiff());
    out.writeDouble(value.coherence());
    out.writeDouble(value.entropyRatio());
    out.writeInt(value.streamsFresh());
    out.writeInt(value.streamsTotal());
    out.writeDouble(value.errorP50());
    out.writeDouble(value.errorP90());
    out.writeDouble(value.horizonS());
  }

  @Override
  public NowFrame deserialize(DataInputView in) throws IOException {
    return new NowFrame(
        in.readDouble(),
        readText(in),
        in.readLong(),
        Mode.valueOf(readText(in)),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readInt(),
        in.readInt(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble());
  }

  @Override
  public TypeSerializerSnapshot<NowFrame> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<NowFrame> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
