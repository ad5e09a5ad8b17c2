package lumen.fusion.align;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import lumen.event.ColumnCodec;
import lumen.event.ImmutableSerializer;
import lumen.fusion.tenant.AlignedBlock;
import lumen.fusion.tenant.CommandInput;
import lumen.fusion.tenant.FactInput;
import lumen.fusion.tenant.ReferenceBlock;
import lumen.fusion.tenant.TenantInput;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of a tenant's input between tasks and in its state. */
public final class TenantInputSerializer extends ImmutableSerializer<TenantInput> {
  /** The one instance; it has no state. */
  public static final TenantInputSerializer INSTANCE = new TenantInputSerializer();

  private static final long serialVersionUID = 1L;
  private static final byte ALIGNED = 1;
  private static final byte REFERENCE = 2;
  private static final byte FACT = 3;
  private static final byte COMMAND = 4;

  @Override
  public void serialize(TenantInput input, DataOutputView out) throws IOException {
    if (input instanceof AlignedBlock block) {
      out.writeByte(ALIGNED);
      names(out, block.tenant(), block.source(), block.key());
      writeSteps(block, out);
    } else if (input instanceof ReferenceBlock block) {
      out.writeByte(REFERENCE);
      names(out, block.tenant(), block.source(), block.key());
      out.writeInt(block.micros().length);
      ColumnCodec.write(out, block.micros(), block.micros().length);
      ColumnCodec.write(out, block.values(), block.values().length);
    } else if (input instanceof FactInput fact) {
      out.writeByte(FACT);
      names(out, fact.tenant(), fact.source(), fact.key());
      writeText(out, fact.stream());
      out.writeLong(fact.micros());
      writeText(out, fact.text());
      out.writeLong(fact.position());
    } else if (input instanceof CommandInput command) {
      out.writeByte(COMMAND);
      names(out, command.tenant(), command.id(), command.author());
      out.writeLong(command.effectiveMicros());
      writeText(out, command.json());
    }
  }

  @Override
  public TenantInput deserialize(DataInputView in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case ALIGNED -> readSteps(readText(in), readText(in), readText(in), in);
      case REFERENCE -> readReference(readText(in), readText(in), readText(in), in);
      case FACT -> readFact(readText(in), readText(in), readText(in), in);
      case COMMAND ->
          new CommandInput(readText(in), readText(in), readText(in), in.readLong(), readText(in));
      default -> throw new IOException("tenant input kind must be 1..4, is " + kind);
    };
  }

  private static ReferenceBlock readReference(
      String tenant, String source, String key, DataInputView in) throws IOException {
    int n = in.readInt();
    return new ReferenceBlock(
        tenant, source, key, ColumnCodec.readLongs(in, n), ColumnCodec.readDoubles(in, n));
  }

  private static FactInput readFact(String tenant, String source, String key, DataInputView in)
      throws IOException {
    String stream = readText(in);
    return new FactInput(tenant, stream, source, key, in.readLong(), readText(in), in.readLong());
  }

  private static void names(DataOutputView out, String tenant, String source, String key)
      throws IOException {
    writeText(out, tenant);
    writeText(out, source);
    writeText(out, key);
  }

  private static void writeSteps(AlignedBlock block, DataOutput out) throws IOException {
    out.writeLong(block.firstStep());
    out.writeInt(block.size());
    ColumnCodec.write(out, block.value(), block.size());
    ColumnCodec.write(out, block.phase(), block.size());
    ColumnCodec.write(out, block.envelope(), block.size());
  }

  private static AlignedBlock readSteps(String tenant, String source, String key, DataInput in)
      throws IOException {
    long firstStep = in.readLong();
    int n = in.readInt();
    return new AlignedBlock(
        tenant,
        source,
        key,
        firstStep,
        ColumnCodec.readDoubles(in, n),
        ColumnCodec.readDoubles(in, n),
        ColumnCodec.readDoubles(in, n));
  }

  @Override
  public TypeSerializerSnapshot<TenantInput> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TenantInput> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
