package lumen.runtime.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The small state of a channel or tenant, written once for each block: a format version, a hash of
 * the settings that shape it, the frontier, a further time, and what the mathematics keeps.
 *
 * @param shape hash of the shaping settings it was made with
 * @param frontierMicros everything before it has been consumed
 * @param mark a channel's last sample in microseconds; a tenant's first step that counts
 * @param payload state of the mathematics
 */
public record HotState(long shape, long frontierMicros, long mark, byte[] payload) {
  private static final byte VERSION = 1;

  /** The form in keyed state. */
  public byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length + 32);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(shape);
      out.writeLong(frontierMicros);
      out.writeLong(mark);
      out.write(payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Reads what {@link #encode} wrote. */
  public static HotState decode(byte[] encoded) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IOException("hot state must be of version " + VERSION + ", is " + version);
      }
      return new HotState(in.readLong(), in.readLong(), in.readLong(), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
