package lumen.fusion.sink;

import java.io.IOException;
import lumen.event.ImmutableSerializer;
import lumen.event.ValueTypeInfo;
import lumen.signal.bridge.ControlFrame;
import lumen.signal.gain.Gains;
import lumen.signal.loop.LoopMode;
import lumen.signal.protocol.BridgeState;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of control frames between tasks; none is in state. */
final class ControlFrameSerializer extends ImmutableSerializer<ControlFrame> {
  static final ControlFrameSerializer INSTANCE = new ControlFrameSerializer();

  static final ValueTypeInfo<ControlFrame> TYPE = new ValueTypeInfo<>(ControlFrame.class, INSTANCE);

  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(ControlFrame value, DataOutputView out) throws IOException {
    out.writeLong(value.micros());
    writeText(out, value.tenant());
    writeText(out, value.state().name());
    out.writeDouble(value.tickMs());
    out.writeDouble(value.hz());
    out.writeDouble(value.multiple());
    out.writeDouble(value.e());
    out.writeDouble(value.gains().kp());
    out.writeDouble(value.gains().ki());
    out.writeDouble(value.gains().kd());
    out.writeDouble(value.syncQuality());
    out.writeDouble(value.entropyRatio());
    out.writeDouble(value.phaseDiffMean());
    out.writeDouble(value.rollbackRatio5m());
    out.writeDouble(value.residualStddev10m());
    writeText(out, value.mode().name());
    out.writeBoolean(value.refused());
    out.writeBoolean(value.played());
  }

  @Override
  public ControlFrame deserialize(DataInputView in) throws IOException {
    return new ControlFrame(
        in.readLong(),
        readText(in),
        BridgeState.valueOf(readText(in)),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        new Gains(in.readDouble(), in.readDouble(), in.readDouble()),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        LoopMode.valueOf(readText(in)),
        in.readBoolean(),
        in.readBoolean());
  }

  @Override
  public TypeSerializerSnapshot<ControlFrame> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ControlFrame> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
