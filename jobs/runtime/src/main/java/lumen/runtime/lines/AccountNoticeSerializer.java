package lumen.runtime.lines;

import java.io.IOException;
import lumen.event.AccountSerializer;
import lumen.event.ChannelKey;
import lumen.event.ImmutableSerializer;
import lumen.event.ValueTypeInfo;
import lumen.runtime.command.CommandCounts;
import lumen.runtime.notice.AccountNotice;
import lumen.runtime.notice.AccountNotice.OfCommands;
import lumen.runtime.notice.AccountNotice.OfDuplicates;
import lumen.runtime.notice.AccountNotice.OfEvents;
import lumen.runtime.notice.AccountNotice.OfRate;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of accounts between tasks; none is in state. */
public final class AccountNoticeSerializer extends ImmutableSerializer<AccountNotice> {
  /** The one instance; it has no state. */
  public static final AccountNoticeSerializer INSTANCE = new AccountNoticeSerializer();

  /** The type of these values. */
  public static final ValueTypeInfo<AccountNotice> TYPE =
      new ValueTypeInfo<>(AccountNotice.class, INSTANCE);

  private static final long serialVersionUID = 1L;
  private static final byte EVENTS = 1;
  private static final byte COMMANDS = 2;
  private static final byte DUPLICATES = 3;
  private static final byte RATE = 4;

  @Override
  public void serialize(AccountNotice value, DataOutputView out) throws IOException {
    if (value instanceof OfEvents events) {
      out.writeByte(EVENTS);
      AccountSerializer.INSTANCE.serialize(events.account(), out);
    } else if (value instanceof OfCommands commands) {
      out.writeByte(COMMANDS);
      CommandCounts counts = commands.counts();
      out.writeLong(counts.received());
      out.writeLong(counts.rejected());
      out.writeLong(counts.applied());
      out.writeLong(counts.late());
      out.writeLong(counts.repeated());
    } else if (value instanceof OfDuplicates duplicates) {
      out.writeByte(DUPLICATES);
      writeText(out, duplicates.source());
      out.writeInt(duplicates.count());
      out.writeInt(duplicates.unplaced());
    } else if (value instanceof OfRate rate) {
      out.writeByte(RATE);
      writeText(out, rate.channel().tenant());
      writeText(out, rate.channel().source());
      writeText(out, rate.channel().key());
      out.writeInt(rate.wantedHz());
      out.writeInt(rate.usedHz());
    }
  }

  @Override
  public AccountNotice deserialize(DataInputView in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case EVENTS -> new OfEvents(AccountSerializer.INSTANCE.deserialize(in));
      case COMMANDS ->
          new OfCommands(
              new CommandCounts(
                  in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong()));
      case DUPLICATES -> new OfDuplicates(readText(in), in.readInt(), in.readInt());
      case RATE ->
          new OfRate(
              new ChannelKey(readText(in), readText(in), readText(in)), in.readInt(), in.readInt());
      default -> throw new IOException("kind of an account must be 1..4, is " + kind);
    };
  }

  @Override
  public TypeSerializerSnapshot<AccountNotice> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<AccountNotice> {
    /** Made by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
