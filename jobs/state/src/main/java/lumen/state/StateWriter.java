package lumen.state;

import java.io.DataOutput;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes fields, and what stands in them, big-endian, to memory that grows. */
public final class StateWriter implements DataOutput {
  private static final int LONGEST_UTF = 65_535;
  private static final int LONGEST_SHORTENED = 10;

  private byte[] bytes;
  private ByteBuffer view;
  private int size;

  StateWriter(int expectedBytes) {
    bytes = new byte[Math.max(16, expectedBytes)];
    view = ByteBuffer.wrap(bytes);
  }

  /** Writes a field, its length before its content. */
  public void field(StateContent content) throws IOException {
    int before = size;
    writeInt(0);
    content.writeTo(this);
    view.putInt(before, size - before - Integer.BYTES);
  }

  /** Writes a field of bytes. */
  public void field(byte[] content) {
    field(content, content.length);
  }

  /** Writes a field of the first bytes. */
  public void field(byte[] content, int length) {
    writeInt(length);
    write(content, 0, length);
  }

  /** Writes a state that stands within another. */
  public void state(StateForm form, StateContent content) throws IOException {
    write(form.head());
    field(content);
  }

  /** Writes {@code n} numbers, without their count. */
  public void write(long[] column, int n) {
    write(column, 0, n);
  }

  /** Writes {@code n} numbers, without their count. */
  public void write(double[] column, int n) {
    write(column, 0, n);
  }

  /** Writes {@code n} numbers from an index on, without their count. */
  public void write(double[] column, int from, int n) {
    grow(n * Double.BYTES);
    view.position(size).slice().asDoubleBuffer().put(column, from, n);
    size += n * Double.BYTES;
  }

  /** Writes {@code n} numbers from an index on, without their count. */
  public void write(long[] column, int from, int n) {
    grow(n * Long.BYTES);
    view.position(size).slice().asLongBuffer().put(column, from, n);
    size += n * Long.BYTES;
  }

  /**
   * Writes a number in 1 to 10 bytes, fewer the nearer it is to 0: seven bits a byte, the lowest
   * first, the sign in the lowest of them.
   */
  public void writeShortened(long number) {
    grow(LONGEST_SHORTENED);
    long rest = (number << 1) ^ (number >> 63);
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  byte[] toByteArray() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  void copyTo(DataOutput out) throws IOException {
    out.write(bytes, 0, size);
  }

  private void grow(int more) {
    if (more > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
      view = ByteBuffer.wrap(bytes);
    }
  }

  @Override
  public void write(int b) {
    grow(1);
    bytes[size++] = (byte) b;
  }

  @Override
  public void write(byte[] b) {
    write(b, 0, b.length);
  }

  @Override
  public void write(byte[] b, int from, int length) {
    grow(length);
    System.arraycopy(b, from, bytes, size, length);
    size += length;
  }

  @Override
  public void writeBoolean(boolean v) {
    write(v ? 1 : 0);
  }

  @Override
  public void writeByte(int v) {
    write(v);
  }

  @Override
  public void writeShort(int v) {
    grow(Short.BYTES);
    view.putShort(size, (short) v);
    size += Short.BYTES;
  }

  @Override
  public void writeChar(int v) {
    writeShort(v);
  }

  @Override
  public void writeInt(int v) {
    grow(Integer.BYTES);
    view.putInt(size, v);
    size += Integer.BYTES;
  }

  @Override
  public void writeLong(long v) {
    grow(Long.BYTES);
    view.putLong(size, v);
    size += Long.BYTES;
  }

  @Override
  public void writeFloat(float v) {
    writeInt(Float.floatToIntBits(v));
  }

  @Override
  public void writeDouble(double v) {
    writeLong(Double.doubleToLongBits(v));
  }

  @Override
  public void writeBytes(String s) {
    for (int i = 0; i < s.length(); i++) {
      write(s.charAt(i));
    }
  }

  @Override
  public void writeChars(String s) {
    for (int i = 0; i < s.length(); i++) {
      writeChar(s.charAt(i));
    }
  }

  /** Writes a text in Java's modified UTF-8, which keeps every char. */
  @Override
  public void writeUTF(String s) throws IOException {
    int before = size;
    writeShort(0);
    for (int i = 0; i < s.length(); i++) {
      writeUtf(s.charAt(i));
    }
    int length = size - before - Short.BYTES;
    if (length > LONGEST_UTF) {
      throw new UTFDataFormatException(
          "text must be at most " + LONGEST_UTF + " bytes, is " + length);
    }
    view.putShort(before, (short) length);
  }

  /** Writes a text of any length; every char is kept. */
  public void writeText(String text) {
    int before = size;
    writeInt(0);
    for (int i = 0; i < text.length(); i++) {
      writeUtf(text.charAt(i));
    }
    view.putInt(before, size - before - Integer.BYTES);
  }

  private void writeUtf(char c) {
    if (c >= 0x0001 && c <= 0x007F) {
      write(c);
    } else if (c <= 0x07FF) {
      write(0xC0 | (c >> 6));
      write(0x80 | (c & 0x3F));
    } else {
      write(0xE0 | (c >> 12));
      write(0x80 | ((c >> 6) & 0x3F));
      write(0x80 | (c & 0x3F));
    }
  }
}
