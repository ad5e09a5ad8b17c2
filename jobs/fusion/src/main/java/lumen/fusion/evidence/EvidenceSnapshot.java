package lumen.fusion.evidence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The small state of the evidence of a tenant, and its form in bytes, version 2. In version 1 the
 * rules of a command stood in it; now they are kept beside it, since it is written with every
 * advance.
 *
 * @param newestMicros time of the newest frame; {@link Long#MIN_VALUE} before the first
 * @param anchorMicros time from which the windows count
 * @param heardMicros when anything was told last, {@link Long#MIN_VALUE} if it is not known
 * @param commanded whether rules are in force by command
 * @param inline these rules, where they stand in it
 * @param windows from when on each window counts
 * @param held time at which each rule fired last whose condition holds, by id
 * @param factMicros time of the newest text event that matched
 * @param factCounts how often each rule matched at that time, by id
 */
record EvidenceSnapshot(
    long newestMicros,
    long anchorMicros,
    long heardMicros,
    boolean commanded,
    Optional<EvidenceRules> inline,
    Map<WindowKey, Long> windows,
    Map<String, Long> held,
    long factMicros,
    Map<String, Integer> factCounts) {
  private static final byte WITH_RULES = 1;
  private static final byte VERSION = 2;

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(newestMicros);
      out.writeLong(anchorMicros);
      out.writeLong(heardMicros);
      out.writeBoolean(commanded);
      out.writeShort(windows.size());
      for (Map.Entry<WindowKey, Long> window : windows.entrySet()) {
        out.writeByte(window.getKey().field().code());
        out.writeLong(window.getKey().spanMicros());
        out.writeLong(window.getValue());
      }
      out.writeShort(held.size());
      for (Map.Entry<String, Long> rule : held.entrySet()) {
        out.writeUTF(rule.getKey());
        out.writeLong(rule.getValue());
      }
      out.writeLong(factMicros);
      out.writeShort(factCounts.size());
      for (Map.Entry<String, Integer> rule : factCounts.entrySet()) {
        out.writeUTF(rule.getKey());
        out.writeInt(rule.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("state of evidence must fit its format", e);
    }
    return bytes.toByteArray();
  }

  static EvidenceSnapshot of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION && version != WITH_RULES) {
        throw new IOException("format version must be 1 or " + VERSION + ": " + version);
      }
      long newestMicros = in.readLong();
      long anchorMicros = in.readLong();
      long heardMicros = version == WITH_RULES ? Long.MIN_VALUE : in.readLong();
      boolean commanded = in.readBoolean();
      return new EvidenceSnapshot(
          newestMicros,
          anchorMicros,
          heardMicros,
          commanded,
          commanded && version == WITH_RULES ? Optional.of(StoredRules.read(in)) : Optional.empty(),
          windows(in),
          held(in),
          in.readLong(),
          factCounts(in));
    } catch (IOException e) {
      throw new UncheckedIOException("state of evidence must be complete", e);
    }
  }

  private static Map<WindowKey, Long> windows(DataInputStream in) throws IOException {
    Map<WindowKey, Long> windows = new LinkedHashMap<>();
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      Optional<Field> field = Field.coded(in.readByte());
      long spanMicros = in.readLong();
      long sinceMicros = in.readLong();
      field.ifPresent(known -> windows.put(new WindowKey(known, spanMicros), sinceMicros));
    }
    return windows;
  }

  private static Map<String, Long> held(DataInputStream in) throws IOException {
    Map<String, Long> held = new LinkedHashMap<>();
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      held.put(in.readUTF(), in.readLong());
    }
    return held;
  }

  private static Map<String, Integer> factCounts(DataInputStream in) throws IOException {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      counts.put(in.readUTF(), in.readInt());
    }
    return counts;
  }
}
