package lumen.fusion.evidence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The small state of the evidence of a tenant, and its form in bytes. Rules stand in it as their
 * texts and are compiled again when it is read.
 *
 * @param newestMicros time of the newest frame; {@link Long#MIN_VALUE} before the first
 * @param anchorMicros time from which the windows count
 * @param commanded rules that were put in force by command
 * @param windows from when on each window counts
 * @param held time at which each rule fired last whose condition holds, by id
 * @param factMicros time of the newest text event that matched
 * @param factCounts how often each rule matched at that time, by id
 */
record EvidenceSnapshot(
    long newestMicros,
    long anchorMicros,
    Optional<EvidenceRules> commanded,
    Map<WindowKey, Long> windows,
    Map<String, Long> held,
    long factMicros,
    Map<String, Integer> factCounts) {
  private static final byte VERSION = 1;

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(newestMicros);
      out.writeLong(anchorMicros);
      out.writeBoolean(commanded.isPresent());
      if (commanded.isPresent()) {
        write(commanded.get(), out);
      }
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

  private static void write(EvidenceRules rules, DataOutputStream out) throws IOException {
    out.writeShort(rules.risks().size());
    for (RiskRule rule : rules.risks()) {
      out.writeUTF(rule.id());
      out.writeUTF(rule.condition().text());
      out.writeUTF(rule.risk());
      out.writeUTF(Action.text(rule.actions()));
      out.writeLong(rule.repeatMicros());
    }
    out.writeShort(rules.quotes().size());
    for (QuoteRule rule : rules.quotes()) {
      out.writeUTF(rule.id());
      out.writeUTF(rule.match());
      out.writeUTF(rule.quote());
      out.writeBoolean(rule.anyOrder());
    }
  }

  static EvidenceSnapshot of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IOException("format version must be " + VERSION + ": " + version);
      }
      return new EvidenceSnapshot(
          in.readLong(),
          in.readLong(),
          in.readBoolean() ? Optional.of(rules(in)) : Optional.empty(),
          windows(in),
          held(in),
          in.readLong(),
          factCounts(in));
    } catch (IOException e) {
      throw new UncheckedIOException("state of evidence must be complete", e);
    }
  }

  private static EvidenceRules rules(DataInputStream in) throws IOException {
    List<RiskRule> risks = new ArrayList<>();
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      String id = in.readUTF();
      String condition = in.readUTF();
      String risk = in.readUTF();
      String actions = in.readUTF();
      try {
        risks.add(
            new RiskRule(
                id, Condition.parse(condition), risk, Action.parse(actions), in.readLong()));
      } catch (RuleSyntaxException e) {
        throw new IOException("rule must compile: " + id + ": " + e.getMessage(), e);
      }
    }
    List<QuoteRule> quotes = new ArrayList<>();
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      quotes.add(new QuoteRule(in.readUTF(), in.readUTF(), in.readUTF(), in.readBoolean()));
    }
    return new EvidenceRules(risks, quotes);
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
