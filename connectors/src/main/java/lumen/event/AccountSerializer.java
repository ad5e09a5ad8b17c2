package lumen.event;

import static lumen.event.EnvelopeSerializer.position;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of accounts between tasks: the fourth, and how those before it are read. */
public final class AccountSerializer extends ImmutableSerializer<Account> {
  /** The one instance; it has no state. */
  public static final AccountSerializer INSTANCE = new AccountSerializer();

  /** Counts of events that every version has: received, and by fate. */
  private static final int FATES = 6;

  private static final int VERSION = 4;
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
    out.writeLong(counts.invalid());
    out.writeLong(account.ungrouped());
  }

  @Override
  public Account deserialize(DataInputView in) throws IOException {
    return read(in, VERSION);
  }

  /** Reads an account of a version: the first had no count of what was clamped. */
  static Account read(DataInputView in, int version) throws IOException {
    String stream = readText(in);
    String source = readText(in);
    long[] fates = new long[FATES];
    for (int i = 0; i < FATES; i++) {
      fates[i] = in.readLong();
    }
    TreeMap<String, Long> rejects = new TreeMap<>();
    for (int n = in.readInt(); n > 0; n--) {
      rejects.put(readText(in), in.readLong());
    }
    long ignored = in.readLong();
    long clamped = version > 1 ? in.readLong() : 0;
    long from = in.readLong();
    long to = in.readLong();
    Position firstLate = position(in);
    LateRun longestLate = version > 2 ? lateRun(in) : null;
    ClockResets resets =
        version > 2
            ? new ClockResets(in.readLong(), in.readLong(), position(in))
            : ClockResets.NONE;
    long invalid = version > 3 ? in.readLong() : 0;
    long ungrouped = version > 3 ? in.readLong() : 0;
    return new Account(
        stream,
        source,
        new Account.Counts(fates[0], fates[1], fates[2], fates[3], fates[4], fates[5], invalid),
        rejects,
        ignored,
        clamped,
        from,
        to,
        firstLate,
        longestLate,
        resets,
        ungrouped);
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
