package lumen.connectors.postgres;

import java.io.IOException;
import lumen.event.ImmutableSerializer;
import lumen.event.ValueTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * One row of the table. NaN is a value that is not given, and is stored as null.
 *
 * @param tenant tenant
 * @param micros time, microseconds since the epoch
 * @param phaseDiff phase difference in cycles
 * @param syncQuality synchronisation quality, 0 to 1
 * @param entropyRatio entropy ratio, 0 to 1
 */
public record ResonanceEvent(
    String tenant, long micros, double phaseDiff, double syncQuality, double entropyRatio) {
  /** How Flink carries it. */
  public static final TypeInformation<ResonanceEvent> TYPE =
      new ValueTypeInfo<>(ResonanceEvent.class, Serializer.INSTANCE);

  /** Tenant, time and values in their order. */
  public static final class Serializer extends ImmutableSerializer<ResonanceEvent> {
    static final Serializer INSTANCE = new Serializer();
    private static final long serialVersionUID = 1L;

    @Override
    public void serialize(ResonanceEvent event, DataOutputView out) throws IOException {
      writeText(out, event.tenant);
      out.writeLong(event.micros);
      out.writeDouble(event.phaseDiff);
      out.writeDouble(event.syncQuality);
      out.writeDouble(event.entropyRatio);
    }

    @Override
    public ResonanceEvent deserialize(DataInputView in) throws IOException {
      return new ResonanceEvent(
          readText(in), in.readLong(), in.readDouble(), in.readDouble(), in.readDouble());
    }

    @Override
    public TypeSerializerSnapshot<ResonanceEvent> snapshotConfiguration() {
      return new Snapshot();
    }

    /** What a savepoint remembers of it. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<ResonanceEvent> {
      /** Made by Flink. */
      public Snapshot() {
        super(() -> INSTANCE);
      }
    }
  }
}
