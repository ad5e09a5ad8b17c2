package lumen.runtime.lines;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
import lumen.runtime.notice.AccountNotice.OfSamples;
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
  private static final byte SAMPLES = 5;

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
      out.writeLong(counts.refused());
    } else if (value instanceof OfDuplicates duplicates) {
      out.writeByte(DUPLICATES);
      writeText(out, duplicates.source());
      out.writeInt(duplicates.count());
      out.writeInt(duplicates.unplaced());
    } else if (value instanceof OfRate rate) {
      out.writeByte(RATE);
      writeChannel(rate.channel(), out);
      out.writeInt(rate.wantedHz());
      out.writeInt(rate.usedHz());
    } else if (value instanceof OfSamples samples) {
      out.writeByte(SAMPLES);
      writeSamples(samples, out);
    }
  }

  private static void writeChannel(ChannelKey channel, DataOutputView out) throws IOException {
    writeText(out, channel.tenant());
    writeText(out, channel.source());
    writeText(out, channel.key());
  }

  private static ChannelKey readChannel(DataInputView in) throws IOException {
    return new ChannelKey(readText(in), readText(in), readText(in));
  }

  private static void writeSamples(OfSamples samples, DataOutputView out) throws IOException {
    writeChannel(samples.channel(), out);
    out.writeByte(samples.words().size());
    for (Map.Entry<String, String> word : samples.words().entrySet()) {
      writeText(out, word.getKey());
      writeText(out, word.getValue());
    }
    out.writeByte(samples.counts().size());
    for (Map.Entry<String, Long> count : samples.counts().entrySet()) {
      writeText(out, count.getKey());
      out.writeLong(count.getValue());
    }
    out.writeByte(samples.figures().size());
    for (Map.Entry<String, Double> figure : samples.figures().entrySet()) {
      writeText(out, figure.getKey());
      out.writeDouble(figure.getValue());
    }
    out.writeByte(samples.octaves().size());
    for (double octave : samples.octaves()) {
      out.writeDouble(octave);
    }
    out.writeByte(samples.sketch().size());
    for (long hash : samples.sketch()) {
      out.writeLong(hash);
    }
  }

  private static OfSamples readSamples(DataInputView in) throws IOException {
    ChannelKey channel = readChannel(in);
    SortedMap<String, String> words = new TreeMap<>();
    for (int i = in.readByte(); i > 0; i--) {
      words.put(readText(in), readText(in));
    }
    SortedMap<String, Long> counts = new TreeMap<>();
    for (int i = in.readByte(); i > 0; i--) {
      counts.put(readText(in), in.readLong());
    }
    SortedMap<String, Double> figures = new TreeMap<>();
    for (int i = in.readByte(); i > 0; i--) {
      figures.put(readText(in), in.readDouble());
    }
    List<Double> octaves = new ArrayList<>();
    for (int i = in.readByte(); i > 0; i--) {
      octaves.add(in.readDouble());
    }
    List<Long> sketch = new ArrayList<>();
    for (int i = in.readByte(); i > 0; i--) {
      sketch.add(in.readLong());
    }
    return new OfSamples(channel, words, counts, figures, octaves, sketch);
  }

  @Override
  public AccountNotice deserialize(DataInputView in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case EVENTS -> new OfEvents(AccountSerializer.INSTANCE.deserialize(in));
      case COMMANDS ->
          new OfCommands(
              new CommandCounts(
                  in.readLong(),
                  in.readLong(),
                  in.readLong(),
                  in.readLong(),
                  in.readLong(),
                  in.readLong()));
      case DUPLICATES -> new OfDuplicates(readText(in), in.readInt(), in.readInt());
      case RATE -> new OfRate(readChannel(in), in.readInt(), in.readInt());
      case SAMPLES -> readSamples(in);
      default -> throw new IOException("kind of an account must be 1..5, is " + kind);
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
