package lumen.event;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of envelopes between tasks. They are immutable, so a copy is the value itself. */
public final class EnvelopeSerializer extends ImmutableSerializer<Envelope> {
  /** The one instance; it has no state. */
  public static final EnvelopeSerializer INSTANCE = new EnvelopeSerializer();

  private static final long serialVersionUID = 1L;
  private static final byte BLOCK = 1;
  private static final byte REJECT = 2;
  private static final byte LATE = 3;
  private static final byte FACT = 4;

  /** An account of the first version, which had no count of what was clamped. */
  private static final byte ACCOUNT_1 = 5;

  private static final byte LOG_LINE = 6;

  /** An account of the second version, which told neither of runs of late events nor of resets. */
  private static final byte ACCOUNT_2 = 7;

  private static final byte COMMAND = 8;

  /** An account of the third version, which knew of no values that mean nothing. */
  private static final byte ACCOUNT_3 = 9;

  private static final byte ACCOUNT = 10;

  private static final byte ROW = 11;

  private static final byte READER = 12;

  @Override
  public void serialize(Envelope envelope, DataOutputView out) throws IOException {
    if (envelope instanceof SampleBlock block) {
      out.writeByte(BLOCK);
      SampleBlockSerializer.INSTANCE.serialize(block, out);
    } else if (envelope instanceof Reject reject) {
      out.writeByte(REJECT);
      RejectSerializer.INSTANCE.serialize(reject, out);
    } else if (envelope instanceof LateEvent late) {
      out.writeByte(LATE);
      LateEventSerializer.INSTANCE.serialize(late, out);
    } else if (envelope instanceof Fact fact) {
      out.writeByte(FACT);
      FactSerializer.INSTANCE.serialize(fact, out);
    } else if (envelope instanceof Account account) {
      out.writeByte(ACCOUNT);
      AccountSerializer.INSTANCE.serialize(account, out);
    } else if (envelope instanceof LogLine line) {
      out.writeByte(LOG_LINE);
      LogLineSerializer.INSTANCE.serialize(line, out);
    } else if (envelope instanceof Command command) {
      out.writeByte(COMMAND);
      writeText(out, command.stream());
      writeText(out, command.tenant());
      writeText(out, command.id());
      writeText(out, command.author());
      out.writeLong(command.effectiveMicros());
      writeText(out, command.json());
      position(out, command.position());
    } else if (envelope instanceof Row row) {
      out.writeByte(ROW);
      RowSerializer.keep(row, out);
    } else if (envelope instanceof ReaderWord word) {
      out.writeByte(READER);
      ReaderWordBytes.write(word, out);
    }
  }

  @Override
  public Envelope deserialize(DataInputView in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case BLOCK -> SampleBlockSerializer.INSTANCE.deserialize(in);
      case REJECT -> RejectSerializer.INSTANCE.deserialize(in);
      case LATE -> LateEventSerializer.INSTANCE.deserialize(in);
      case FACT -> FactSerializer.INSTANCE.deserialize(in);
      case ACCOUNT_1 -> AccountSerializer.read(in, 1);
      case ACCOUNT_2 -> AccountSerializer.read(in, 2);
      case ACCOUNT_3 -> AccountSerializer.read(in, 3);
      case ACCOUNT -> AccountSerializer.INSTANCE.deserialize(in);
      case LOG_LINE -> LogLineSerializer.INSTANCE.deserialize(in);
      case COMMAND ->
          new Command(
              readText(in),
              readText(in),
              readText(in),
              readText(in),
              in.readLong(),
              readText(in),
              position(in));
      case ROW -> RowSerializer.kept(in);
      case READER -> ReaderWordBytes.read(in);
      default -> throw new IOException("envelope kind must be 1..12, is " + kind);
    };
  }

  static void position(DataOutputView out, Position position) throws IOException {
    out.writeBoolean(position != null);
    if (position != null) {
      writeText(out, position.file());
      out.writeLong(position.offset());
      out.writeLong(position.line());
    }
  }

  static Position position(DataInputView in) throws IOException {
    return in.readBoolean() ? new Position(readText(in), in.readLong(), in.readLong()) : null;
  }

  @Override
  public TypeSerializerSnapshot<Envelope> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Envelope> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
