package lumen.event;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
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
  private static final byte ACCOUNT = 7;
  private static final byte COMMAND = 8;

  @Override
  public void serialize(Envelope envelope, DataOutputView out) throws IOException {
    if (envelope instanceof SampleBlock block) {
      out.writeByte(BLOCK);
      SampleBlockSerializer.INSTANCE.serialize(block, out);
    } else if (envelope instanceof Reject reject) {
      out.writeByte(REJECT);
      writeText(out, reject.reason().name());
      writeText(out, reject.detail());
      writeText(out, reject.stream());
      writeText(out, reject.source());
      position(out, reject.position());
      writeText(out, reject.raw());
    } else if (envelope instanceof LateEvent late) {
      out.writeByte(LATE);
      writeText(out, late.stream());
      writeText(out, late.source());
      position(out, late.position());
      out.writeLong(late.micros());
      out.writeLong(late.behindMicros());
      writeText(out, late.raw());
    } else if (envelope instanceof Fact fact) {
      out.writeByte(FACT);
      writeText(out, fact.stream());
      writeText(out, fact.tenant());
      writeText(out, fact.source());
      writeText(out, fact.key());
      out.writeLong(fact.micros());
      writeText(out, fact.text());
      position(out, fact.position());
    } else if (envelope instanceof Account account) {
      out.writeByte(ACCOUNT);
      account(account, out);
    } else if (envelope instanceof LogLine line) {
      out.writeByte(LOG_LINE);
      writeText(out, line.json());
    } else if (envelope instanceof Command command) {
      out.writeByte(COMMAND);
      writeText(out, command.stream());
      writeText(out, command.tenant());
      writeText(out, command.id());
      writeText(out, command.author());
      out.writeLong(command.effectiveMicros());
      writeText(out, command.json());
      position(out, command.position());
    }
  }

  @Override
  public Envelope deserialize(DataInputView in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case BLOCK -> SampleBlockSerializer.INSTANCE.deserialize(in);
      case REJECT ->
          new Reject(
              RejectReason.valueOf(readText(in)),
              readText(in),
              readText(in),
              readText(in),
              position(in),
              readText(in));
      case LATE ->
          new LateEvent(
              readText(in), readText(in), position(in), in.readLong(), in.readLong(), readText(in));
      case FACT ->
          new Fact(
              readText(in),
              readText(in),
              readText(in),
              readText(in),
              in.readLong(),
              readText(in),
              position(in));
      case ACCOUNT_1 -> account(in, false);
      case ACCOUNT -> account(in, true);
      case LOG_LINE -> new LogLine(readText(in));
      case COMMAND ->
          new Command(
              readText(in),
              readText(in),
              readText(in),
              readText(in),
              in.readLong(),
              readText(in),
              position(in));
      default -> throw new IOException("envelope kind must be 1..8, is " + kind);
    };
  }

  private static void account(Account account, DataOutputView out) throws IOException {
    writeText(out, account.stream());
    writeText(out, account.source());
    Account.Counts counts = account.counts();
    out.writeLong(counts.received());
    out.writeLong(counts.used());
    out.writeLong(counts.rejected());
    out.writeLong(counts.late());
    out.writeLong(counts.filtered());
    out.writeLong(counts.dropped());
    out.writeInt(account.rejects().size());
    for (Map.Entry<String, Long> reject : account.rejects().entrySet()) {
      writeText(out, reject.getKey());
      out.writeLong(reject.getValue());
    }
    out.writeLong(account.ignoredElements());
    out.writeLong(account.clamped());
    out.writeLong(account.fromMicros());
    out.writeLong(account.toMicros());
    position(out, account.firstLate());
  }

  private static Account account(DataInputView in, boolean clamped) throws IOException {
    String stream = readText(in);
    String source = readText(in);
    Account.Counts counts =
        new Account.Counts(
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong());
    TreeMap<String, Long> rejects = new TreeMap<>();
    for (int n = in.readInt(); n > 0; n--) {
      rejects.put(readText(in), in.readLong());
    }
    return new Account(
        stream,
        source,
        counts,
        rejects,
        in.readLong(),
        clamped ? in.readLong() : 0,
        in.readLong(),
        in.readLong(),
        position(in));
  }

  private static void position(DataOutputView out, Position position) throws IOException {
    out.writeBoolean(position != null);
    if (position != null) {
      writeText(out, position.file());
      out.writeLong(position.offset());
      out.writeLong(position.line());
    }
  }

  private static Position position(DataInputView in) throws IOException {
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
