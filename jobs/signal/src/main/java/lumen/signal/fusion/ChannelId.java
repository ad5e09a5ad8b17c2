package lumen.signal.fusion;

import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import lumen.state.StateReader;

/**
 * Name of a channel within its tenant; ordered by source, then key.
 *
 * @param source event source
 * @param key channel key
 */
public record ChannelId(String source, String key) implements Comparable<ChannelId> {
  private static final Comparator<ChannelId> ORDER =
      Comparator.comparing(ChannelId::source).thenComparing(ChannelId::key);

  /** Stands before a character that does not fit a byte. */
  private static final int WIDE = 0xff;

  /** Checks that both parts are given. */
  public ChannelId {
    if (source == null || key == null) {
      throw new IllegalArgumentException(
          "channel must have a source and a key: source=" + source + " key=" + key);
    }
  }

  @Override
  public int compareTo(ChannelId other) {
    return ORDER.compare(this, other);
  }

  /** Writes both names in full, also such as no UTF-8 can hold. */
  void writeTo(DataOutput out) throws IOException {
    write(source, out);
    write(key, out);
  }

  static ChannelId readFrom(StateReader in) throws IOException {
    return new ChannelId(read(in), read(in));
  }

  private static void write(String name, DataOutput out) throws IOException {
    out.writeInt(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      out.writeByte(Math.min(c, WIDE));
      if (c >= WIDE) {
        out.writeChar(c);
      }
    }
  }

  private static String read(StateReader in) throws IOException {
    char[] name = new char[in.readCount(1)];
    for (int i = 0; i < name.length; i++) {
      int narrow = in.readUnsignedByte();
      name[i] = narrow == WIDE ? in.readChar() : (char) narrow;
    }
    return new String(name);
  }
}
