package lumen.fusion.evidence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Rules that were put in force by command, as their texts: compiled again when they are read. */
final class StoredRules {
  private static final byte VERSION = 1;

  private StoredRules() {}

  static byte[] bytes(EvidenceRules rules) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
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
    } catch (IOException e) {
      throw new UncheckedIOException("rules must fit their format", e);
    }
    return bytes.toByteArray();
  }

  static EvidenceRules of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IOException("format version must be " + VERSION + ": " + version);
      }
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("rules must be complete", e);
    }
  }

  /** Reads rules that stand within something else. */
  static EvidenceRules read(DataInputStream in) throws IOException {
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
}
