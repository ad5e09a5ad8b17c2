package lumen.runtime.lines;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lumen.event.ImmutableSerializer;
import lumen.event.ValueTypeInfo;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.evidence.EvidenceValue;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of evidence between tasks; none is in state. */
public final class EvidenceEntrySerializer extends ImmutableSerializer<EvidenceEntry> {
  /** The one instance; it has no state. */
  public static final EvidenceEntrySerializer INSTANCE = new EvidenceEntrySerializer();

  /** The type of entries. */
  public static final ValueTypeInfo<EvidenceEntry> TYPE =
      new ValueTypeInfo<>(EvidenceEntry.class, INSTANCE);

  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(EvidenceEntry value, DataOutputView out) throws IOException {
    writeText(out, value.id());
    out.writeLong(value.tsMicros());
    writeText(out, value.tenant());
    writeText(out, value.kind());
    writeText(out, value.rule());
    writeText(out, value.risk());
    writeText(out, value.quote());
    writeText(out, value.action());

    out.writeInt(value.values().size());
    for (EvidenceValue each : value.values()) {
      writeText(out, each.name());
      out.writeDouble(each.number());
      writeText(out, each.word());
      writeText(out, each.form().name());
    }
    writeText(out, value.window());
  }

  @Override
  public EvidenceEntry deserialize(DataInputView in) throws IOException {
    return new EvidenceEntry(
        readText(in),
        in.readLong(),
        readText(in),
        readText(in),
        readText(in),
        readText(in),
        readText(in),
        readText(in),
        values(in),
        readText(in));
  }

  private static List<EvidenceValue> values(DataInputView in) throws IOException {
    List<EvidenceValue> values = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      values.add(
          new EvidenceValue(
              readText(in),
              in.readDouble(),
              readText(in),
              EvidenceValue.Form.valueOf(readText(in))));
    }
    return values;
  }

  @Override
  public TypeSerializerSnapshot<EvidenceEntry> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<EvidenceEntry> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
