package lumen.state;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads fields, and what stands in one, never beyond its end: whatever is asked for and not there
 * is a {@link StateException}, before memory is taken for it.
 */
public final class StateReader implements DataInput {
  private final String name;
  private final byte[] bytes;
  private final ByteBuffer view;
  private final int end;

  /** Whether fields have lengths; before this form they had none. */
  private final boolean framed;

  private int at;
  private int fields;

  private StateReader(
      String name, byte[] bytes, ByteBuffer view, int from, int end, boolean framed) {
    this.name = name;
    this.bytes = bytes;
    this.view = view;
    this.at = from;
    this.end = end;
    this.framed = framed;
  }

  /** Reads a state in the form. */
  static StateReader of(String name, byte[] bytes) {
    return new StateReader(name, bytes, ByteBuffer.wrap(bytes), 0, bytes.length, true);
  }

  /** Reads a state of before the form, in which a field is nothing but what stands next. */
  static StateReader ofOlder(String name, byte[] bytes) {
    return new StateReader(name, bytes, ByteBuffer.wrap(bytes), 0, bytes.length, false);
  }

  /** Whether anything stands behind what was read: a field of a later minor version, or more. */
  public boolean hasMore() {
    return at < end;
  }

  /** Whether a later minor version has added to what was read; before this form none could. */
  public boolean hasAddition() {
    return framed && at < end;
  }

  /** The next field. What of it is not read is skipped. */
  public StateReader field() {
    if (!framed) {
      return this;
    }
    fields++;
    if (left() < Integer.BYTES) {
      throw damaged("must have a field " + fields + " at byte " + at + ", ends at byte " + end);
    }
    return part(name, readInt());
  }

  /** What stands in so many bytes. */
  public StateReader head(int length) {
    return part(name, length);
  }

  /** Bytes behind their length: in the form, all of the next field. */
  public byte[] fieldBytes() {
    return readBytes(readInt());
  }

  /** All that is left. */
  public byte[] rest() {
    return readBytes(left());
  }

  /**
   * The count of what comes.
   *
   * @param least the least number of bytes of each
   */
  public int readCount(int least) {
    int count = readInt();
    if (count < 0 || (long) count * least > left()) {
      throw damaged(
          "must have a count of at most " + left() / least + " before byte " + at + ": " + count);
    }
    return count;
  }

  /** A text, as {@link StateWriter#writeText} wrote it. */
  public String readText() {
    int length = readInt();
    int from = pass(length);
    char[] text = new char[length];
    int n = 0;
    int i = from;
    while (i < from + length) {
      int b = bytes[i++];
      if (b < 0) {
        boolean wide = (b & 0xF0) == 0xE0;
        if ((!wide && (b & 0xE0) != 0xC0) || i + (wide ? 2 : 1) > from + length) {
          throw damaged("must have a text in UTF-8 at byte " + from);
        }
        int high = wide ? ((b & 0x0F) << 6) | (bytes[i++] & 0x3F) : b & 0x1F;
        b = (high << 6) | (bytes[i++] & 0x3F);
      }
      text[n++] = (char) b;
    }
    return new String(text, 0, n);
  }

  /** So many bytes. */
  public byte[] readBytes(int n) {
    int from = pass(n);
    return Arrays.copyOfRange(bytes, from, from + n);
  }

  /** So many numbers. */
  public long[] readLongs(int n) {
    long[] column = new long[bounded(n)];
    view.position(pass(n * Long.BYTES)).slice().asLongBuffer().get(column);
    return column;
  }

  /** So many numbers. */
  public double[] readDoubles(int n) {
    double[] column = new double[bounded(n)];
    view.position(pass(n * Double.BYTES)).slice().asDoubleBuffer().get(column);
    return column;
  }

  /** A number, as {@link StateWriter#writeShortened} wrote it. */
  public long readShortened() {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = readByte();
      number |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return (number >>> 1) ^ -(number & 1);
      }
    }
    throw damaged("must have a number of at most 10 bytes before byte " + at);
  }

  private int bounded(int n) {
    if (n < 0 || n > left() / Long.BYTES) {
      throw damaged("must have " + n + " numbers at byte " + at + ", ends at byte " + end);
    }
    return n;
  }

  /**
   * Refuses a state of before the form that is of another version.
   *
   * @return the version, which the next byte tells
   */
  public int readVersion(int oldest, int newest) {
    int version = readByte();
    if (version < oldest || version > newest) {
      throw damaged(
          "must be of version %s, or begin with the mark of a state, is %d"
              .formatted(oldest == newest ? oldest : oldest + " to " + newest, version));
    }
    return version;
  }

  /** What is wrong with the state that is read. */
  public StateException damaged(String what) {
    return new StateException("state \"" + name + "\" " + what);
  }

  StateReader part(String itsName, int length) {
    int from = pass(length);
    return new StateReader(itsName, bytes, view, from, from + length, true);
  }

  /** Passes so many bytes if they are these. */
  boolean passes(byte[] those, int length) {
    boolean same = left() >= length && Arrays.equals(bytes, at, at + length, those, 0, length);
    at += same ? length : 0;
    return same;
  }

  int at() {
    return at;
  }

  int left() {
    return end - at;
  }

  private int pass(int n) {
    if (n < 0 || n > left()) {
      throw damaged("must have " + n + " bytes at byte " + at + ", ends at byte " + end);
    }
    int from = at;
    at += n;
    return from;
  }

  @Override
  public void readFully(byte[] b) {
    readFully(b, 0, b.length);
  }

  @Override
  public void readFully(byte[] b, int from, int length) {
    System.arraycopy(bytes, pass(length), b, from, length);
  }

  @Override
  public int skipBytes(int n) {
    int skipped = Math.max(0, Math.min(n, left()));
    at += skipped;
    return skipped;
  }

  @Override
  public boolean readBoolean() {
    return readByte() != 0;
  }

  @Override
  public byte readByte() {
    return bytes[pass(1)];
  }

  @Override
  public int readUnsignedByte() {
    return readByte() & 0xFF;
  }

  @Override
  public short readShort() {
    return view.getShort(pass(Short.BYTES));
  }

  @Override
  public int readUnsignedShort() {
    return readShort() & 0xFFFF;
  }

  @Override
  public char readChar() {
    return (char) readShort();
  }

  @Override
  public int readInt() {
    return view.getInt(pass(Integer.BYTES));
  }

  @Override
  public long readLong() {
    return view.getLong(pass(Long.BYTES));
  }

  @Override
  public float readFloat() {
    return Float.intBitsToFloat(readInt());
  }

  @Override
  public double readDouble() {
    return Double.longBitsToDouble(readLong());
  }

  /** There are no lines in a state. */
  @Override
  public String readLine() {
    throw new UnsupportedOperationException("a state must not be read by lines");
  }

  @Override
  public String readUTF() throws IOException {
    return DataInputStream.readUTF(this);
  }
}
