package lumen.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The name of a state, and the version in which it is written:
 *
 * <pre>
 *   mark (byte 'L') | length of the name (byte) | name | major (byte) | minor (byte) | bytes behind (int) | fields
 *   field: bytes behind (int) | content
 * </pre>
 *
 * <p>A minor version adds: fields behind the last, or content behind that of a field. Whoever knows
 * an older minor version skips it; whoever reads an older one gives it a default. A major version
 * changes what was there; it is refused by those who do not know it, and who reads older ones as
 * well asks {@link #isOf} each. The mark is none of the version numbers and kinds that the forms
 * before this one began with, so these stay readable.
 */
public final class StateForm {
  /** The first byte of a state in this form. */
  public static final byte MARK = 'L';

  private static final int LONGEST_NAME = 32;

  /** A state of a stream is taken in steps of so many bytes, so that its length is no promise. */
  private static final int STEP = 1 << 20;

  private final String name;
  private final int major;
  private final int minor;

  /** All that stands before the length. */
  private final byte[] head;

  /**
   * A form.
   *
   * @param name what it is, in lower case letters, digits and hyphens
   * @param major 1 to 127
   * @param minor 0 to 127
   */
  public StateForm(String name, int major, int minor) {
    if (!name.matches("[a-z0-9-]{1," + LONGEST_NAME + "}")) {
      throw new IllegalArgumentException(
          "name of a state must be 1 to 32 of a-z, 0-9 and -: " + name);
    }
    if (major < 1 || major > Byte.MAX_VALUE || minor < 0 || minor > Byte.MAX_VALUE) {
      throw new IllegalArgumentException(
          "version of a state must be 1.0 to 127.127: " + name + " " + major + "." + minor);
    }
    this.name = name;
    this.major = major;
    this.minor = minor;
    head =
        ByteBuffer.allocate(name.length() + 4)
            .put(MARK)
            .put((byte) name.length())
            .put(name.getBytes(StandardCharsets.US_ASCII))
            .put((byte) major)
            .put((byte) minor)
            .array();
  }

  /** What it is. */
  public String name() {
    return name;
  }

  /** Who does not know it refuses the state. */
  public int major() {
    return major;
  }

  /** Who does not know it skips what it added. */
  public int minor() {
    return minor;
  }

  byte[] head() {
    return head;
  }

  /**
   * Whether bytes begin as a state of this name and major version. So a state whose form has
   * changed is read by that which wrote it.
   */
  public boolean isOf(byte[] bytes) {
    int known = head.length - 1;
    return bytes.length >= known && Arrays.equals(bytes, 0, known, head, 0, known);
  }

  /** Whether bytes are a state in this form, and not in one before it. */
  public static boolean isMarked(byte[] bytes) {
    return bytes.length > 0 && bytes[0] == MARK;
  }

  /**
   * The bytes of a state.
   *
   * @param expectedBytes about how many bytes the content takes
   */
  public byte[] write(int expectedBytes, StateContent content) {
    return written(expectedBytes, content).toByteArray();
  }

  /** Writes a state to a stream, in one piece. */
  public void write(DataOutput out, int expectedBytes, StateContent content) throws IOException {
    written(expectedBytes, content).copyTo(out);
  }

  private StateWriter written(int expectedBytes, StateContent content) {
    StateWriter out = new StateWriter(head.length + Integer.BYTES + expectedBytes);
    try {
      out.state(this, content);
    } catch (IOException e) {
      throw new UncheckedIOException("state must fit its form: " + this, e);
    }
    return out;
  }

  /**
   * Reads the bytes of a state.
   *
   * @param older reads what was written before this form, from its first byte
   * @throws StateException naming the state and what is wrong with it
   */
  public <T> T read(byte[] bytes, StateReading<T> reading, StateReading<T> older) {
    if (!isMarked(bytes)) {
      return guarded(StateReader.ofOlder(name, bytes), older);
    }
    StateReader in = StateReader.of(name, bytes);
    T value = read(in, reading);
    if (in.hasMore()) {
      throw in.damaged("must end with its last field, has " + in.left() + " bytes more");
    }
    return value;
  }

  /** Reads a state that stands where a reader is. */
  public <T> T read(StateReader in, StateReading<T> reading) {
    int from = in.at();
    if (!in.passes(head, head.length - 1)) {
      if (in.readByte() != MARK) {
        throw in.damaged("must begin with the mark of a state at byte " + from);
      }
      check(in.readBytes(in.readByte()), in.readByte());
    }
    checkMinor(in.readByte());
    return guarded(in.part(name, in.readInt()), reading);
  }

  /** Reads a state from a stream whose first byte, the mark, was read. */
  public <T> T readMarked(DataInput stream, StateReading<T> reading) throws IOException {
    byte[] found = new byte[stream.readUnsignedByte()];
    stream.readFully(found);
    check(found, stream.readByte());
    checkMinor(stream.readByte());
    byte[] content = content(stream, stream.readInt());
    return guarded(StateReader.of(name, content), reading);
  }

  private byte[] content(DataInput stream, int length) throws IOException {
    if (length < 0) {
      throw new StateException("state \"" + name + "\" must have a length, has " + length);
    }
    byte[] content = new byte[Math.min(length, STEP)];
    stream.readFully(content);
    while (content.length < length) {
      int have = content.length;
      content = Arrays.copyOf(content, (int) Math.min(length, 2L * have));
      stream.readFully(content, have, content.length - have);
    }
    return content;
  }

  private void check(byte[] itsName, int itsMajor) {
    String found = new String(itsName, StandardCharsets.ISO_8859_1);
    if (!found.equals(name)) {
      throw new StateException("state must be \"" + name + "\", is \"" + found + "\"");
    }
    if (itsMajor > major) {
      throw new StateException(
          ("state \"%s\" must be of version %d.x or older, is %d.x: a newer Lumen wrote it;"
                  + " restore it with that one, or restore a savepoint of before the upgrade")
              .formatted(name, major, itsMajor));
    }
    if (itsMajor < major) {
      throw new StateException(
          "state \"%s\" must be of version %d.x, is %d.x".formatted(name, major, itsMajor));
    }
  }

  private void checkMinor(int itsMinor) {
    if (itsMinor < 0) {
      throw new StateException(
          "state \"%s\" must be of version %d.0 to %d.127, is %d.%d"
              .formatted(name, major, major, major, itsMinor));
    }
  }

  /** Whatever a damaged content leads to is told as that. */
  private <T> T guarded(StateReader in, StateReading<T> reading) {
    try {
      return reading.read(in);
    } catch (StateException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new StateException("state \"" + name + "\" cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return name + " " + major + "." + minor;
  }
}
