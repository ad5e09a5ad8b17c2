package lumen.runtime.lines;

import java.io.IOException;
import lumen.event.ImmutableSerializer;
import lumen.event.LateEventSerializer;
import lumen.event.ValueTypeInfo;
import lumen.runtime.notice.LateNotice;
import lumen.runtime.notice.LateNotice.OfEvent;
import lumen.runtime.notice.LateNotice.OfSample;
import lumen.runtime.notice.LateNotice.OfText;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of what came too late between tasks; none is in state. */
public final class LateNoticeSerializer extends ImmutableSerializer<LateNotice> {
  /** The one instance; it has no state. */
  public static final LateNoticeSerializer INSTANCE = new LateNoticeSerializer();

  /** The type of these values. */
  public static final ValueTypeInfo<LateNotice> TYPE =
      new ValueTypeInfo<>(LateNotice.class, INSTANCE);

  private static final long serialVersionUID = 1L;
  private static final byte EVENT = 1;
  private static final byte SAMPLE = 2;
  private static final byte TEXT = 3;

  @Override
  public void serialize(LateNotice value, DataOutputView out) throws IOException {
    if (value instanceof OfEvent late) {
      out.writeByte(EVENT);
      LateEventSerializer.INSTANCE.serialize(late.event(), out);
    } else if (value instanceof OfSample late) {
      out.writeByte(SAMPLE);
      names(out, late.stream(), late.tenant(), late.source(), late.key());
      out.writeLong(late.micros());
      out.writeDouble(late.value());
    } else if (value instanceof OfText late) {
      out.writeByte(TEXT);
      names(out, late.stream(), late.tenant(), late.source(), late.key());
      out.writeLong(late.micros());
      writeText(out, late.text());
    }
  }

  private static void names(
      DataOutputView out, String stream, String tenant, String source, String key)
      throws IOException {
    writeText(out, stream);
    writeText(out, tenant);
    writeText(out, source);
    writeText(out, key);
  }

  @Override
  public LateNotice deserialize(DataInputView in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case EVENT -> new OfEvent(LateEventSerializer.INSTANCE.deserialize(in));
      case SAMPLE ->
          new OfSample(
              readText(in),
              readText(in),
              readText(in),
              readText(in),
              in.readLong(),
              in.readDouble());
      case TEXT ->
          new OfText(
              readText(in), readText(in), readText(in), readText(in), in.readLong(), readText(in));
      default -> throw new IOException("kind of what is late must be 1..3, is " + kind);
    };
  }

  @Override
  public TypeSerializerSnapshot<LateNotice> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<LateNotice> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
