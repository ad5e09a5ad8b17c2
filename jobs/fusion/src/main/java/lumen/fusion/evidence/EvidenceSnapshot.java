package lumen.fusion.evidence;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lumen.state.StateForm;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * The small state of the evidence of a tenant, and its form in bytes. In version 1 the rules of a
 * command stood in it; now they are kept beside it, since it is written with every advance.
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
  private static final StateForm FORM = new StateForm("evidence", 3, 0);
  private static final int WITH_RULES = 1;
  private static final int BEFORE_FORM = 2;

  byte[] bytes() {
    return FORM.write(
        128,
        out -> {
          out.field(this::writeHead);
          out.field(this::writeWindows);
          out.field(this::writeHeld);
          out.field(this::writeFacts);
        });
  }

  private void writeHead(StateWriter out) {
    out.writeLong(newestMicros);
    out.writeLong(anchorMicros);
    out.writeLong(heardMicros);
    out.writeBoolean(commanded);
  }

  private void writeWindows(StateWriter out) {
    out.writeShort(windows.size());
    for (Map.Entry<WindowKey, Long> window : windows.entrySet()) {
      out.writeByte(window.getKey().field().code());
      out.writeLong(window.getKey().spanMicros());
      out.writeLong(window.getValue());
    }
  }

  private void writeHeld(StateWriter out) throws IOException {
    out.writeShort(held.size());
    for (Map.Entry<String, Long> rule : held.entrySet()) {
      out.writeUTF(rule.getKey());
      out.writeLong(rule.getValue());
    }
  }

  private void writeFacts(StateWriter out) throws IOException {
    out.writeLong(factMicros);
    out.writeShort(factCounts.size());
    for (Map.Entry<String, Integer> rule : factCounts.entrySet()) {
      out.writeUTF(rule.getKey());
      out.writeInt(rule.getValue());
    }
  }

  static EvidenceSnapshot of(byte[] bytes) {
    return FORM.read(
        bytes,
        in -> read(FORM.major(), in),
        in -> read(in.readVersion(WITH_RULES, BEFORE_FORM), in));
  }

  private static EvidenceSnapshot read(int version, StateReader in) throws IOException {
    StateReader head = in.field();
    long newestMicros = head.readLong();
    long anchorMicros = head.readLong();
    long heardMicros = version == WITH_RULES ? Long.MIN_VALUE : head.readLong();
    boolean commanded = head.readBoolean();
    Optional<EvidenceRules> inline =
        commanded && version == WITH_RULES
            ? Optional.of(StoredRules.readOlder(head))
            : Optional.empty();
    Map<WindowKey, Long> windows = windows(in.field());
    Map<String, Long> held = held(in.field());
    StateReader facts = in.field();
    return new EvidenceSnapshot(
        newestMicros,
        anchorMicros,
        heardMicros,
        commanded,
        inline,
        windows,
        held,
        facts.readLong(),
        factCounts(facts));
  }

  private static Map<WindowKey, Long> windows(StateReader in) throws IOException {
    Map<WindowKey, Long> windows = new LinkedHashMap<>();
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      Optional<Field> field = Field.coded(in.readByte());
      long spanMicros = in.readLong();
      long sinceMicros = in.readLong();
      field.ifPresent(known -> windows.put(new WindowKey(known, spanMicros), sinceMicros));
    }
    return windows;
  }

  private static Map<String, Long> held(StateReader in) throws IOException {
    Map<String, Long> held = new LinkedHashMap<>();
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      held.put(in.readUTF(), in.readLong());
    }
    return held;
  }

  private static Map<String, Integer> factCounts(StateReader in) throws IOException {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      counts.put(in.readUTF(), in.readInt());
    }
    return counts;
  }
}
