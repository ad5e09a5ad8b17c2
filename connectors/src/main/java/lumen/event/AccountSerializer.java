package lumen.event;

import static lumen.event.EnvelopeSerializer.position;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of accounts between tasks: the third, and how the first two are read. */
public final class AccountSerializer extends ImmutableSerializer<Account> {
  /** The one instance; it has no state. */
  public static final AccountSerializer INSTANCE = new AccountSerializer();

  private static final int VERSION = 3;
  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(Account account, DataOutputView out) throws IOException {
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
    lateRun(out, account.longestLate());
    out.writeLong(account.resets().count());
    out.writeLong(account.resets().shiftMicros());
    position(out, account.resets().first());
  }

  @Override
  public Account deserialize(DataInputView in) throws IOException {
    return read(in, VERSION);
  }

  /** Reads an account of a version: the first had no count of what was clamped. */
  static Account read(DataInputView in, int version) throws IOException {
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
        version > 1 ? in.readLong() : 0,
        in.readLong(),
        in.readLong(),
        position(in),
        version > 2 ? lateRun(in) : null,
        version > 2
            ? new ClockResets(in.readLong(), in.readLong(), position(in))
            : ClockResets.NONE);
  }

  private static void lateRun(DataOutputView out, LateRun run) throws IOException {
    out.writeBoolean(run != null);
    if (run != null) {
      out.writeLong(run.events());
      position(out, run.position());
      out.writeLong(run.micros());
      out.writeLong(run.lineMicros());
      out.writeLong(run.aheadMicros());
      writeText(out, run.lineSource());
      out.writeLong(run.newestMicros());
    }
  }

  private static LateRun lateRun(DataInputView in) throws IOException {
    return in.readBoolean()
        ? new LateRun(
            in.readLong(),
            position(in),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            readText(in),
            in.readLong())
        : null;
  }

  @Override
  public TypeSerializerSnapshot<Account> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Account> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
