package lumen.fusion.bridge;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The small state of a tenant's bridge and evidence as it stands in savepoints, and the names of
 * its states. Histories are chunks of a log, written once, and so are the rules of a command.
 *
 * <p>In version 1 the desk did not tell a rule's weights from a command's, and the rules of a
 * command stood in the state of the evidence.
 *
 * @param version the format it was read in
 * @param frontierMicros everything before it has happened
 * @param takenTo inputs of the tenant's log before this number have been told of
 * @param desk what the desk between them keeps
 * @param bridge state of {@link lumen.signal.bridge.Bridge}
 * @param evidence state of {@link lumen.fusion.evidence.TenantEvidence}
 */
public record StoredBridge(
    int version, long frontierMicros, long takenTo, byte[] desk, byte[] bridge, byte[] evidence) {
  private static final byte OLDEST = 1;
  private static final byte VERSION = 2;

  /** Number of the entry of the log that holds the rules in force by command. */
  static final long RULES = -2;

  /** Number of the entry of the log that holds the ids of the commands that were carried out. */
  static final long IDS = -1;

  /** The state that holds {@link #encode}. */
  public static ValueStateDescriptor<byte[]> hotState() {
    return new ValueStateDescriptor<>(
        "bridge", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** What is to be kept now. */
  static StoredBridge of(
      long frontierMicros,
      long takenTo,
      TenantDesk desk,
      PendingInputs pending,
      byte[] bridge,
      byte[] evidence) {
    return new StoredBridge(
        VERSION, frontierMicros, takenTo, bytes(desk, pending), bridge, evidence);
  }

  private static byte[] bytes(TenantDesk desk, PendingInputs pending) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (DataOutputStream to = new DataOutputStream(bytes)) {
      desk.writeTo(to);
      pending.writeReferences(to);
    } catch (IOException e) {
      throw new UncheckedIOException("state of a bridge must fit its format", e);
    }
    return bytes.toByteArray();
  }

  /** Takes up what the desk kept, and the values of the reference engine that were pending. */
  void readDesk(TenantDesk into, PendingInputs pending) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(desk))) {
      into.readFrom(in, version, frontierMicros);
      pending.readReferences(in);
    } catch (IOException e) {
      throw new UncheckedIOException("state of a bridge must be complete", e);
    }
  }

  /** Chunks of the histories by number, {@link #IDS} and {@link #RULES}. */
  public static MapStateDescriptor<Long, byte[]> log() {
    return new MapStateDescriptor<>(
        "bridge-log", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** The form in keyed state. */
  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(frontierMicros);
      out.writeLong(takenTo);
      for (byte[] part : new byte[][] {desk, bridge, evidence}) {
        out.writeInt(part.length);
        out.write(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("state of a bridge must fit its format", e);
    }
    return bytes.toByteArray();
  }

  /** Reads what {@link #encode} wrote. */
  public static StoredBridge decode(byte[] encoded) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
      byte version = in.readByte();
      if (version < OLDEST || version > VERSION) {
        throw new IOException(
            "state of a bridge must be of version 1 to " + VERSION + ", is " + version);
      }
      return new StoredBridge(version, in.readLong(), in.readLong(), part(in), part(in), part(in));
    } catch (IOException e) {
      throw new UncheckedIOException("state of a bridge must be complete", e);
    }
  }

  private static byte[] part(DataInputStream in) throws IOException {
    byte[] part = new byte[in.readInt()];
    in.readFully(part);
    return part;
  }
}
