package lumen.fusion.evidence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lumen.state.StateForm;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** Rules that were put in force by command, as their texts: compiled again when they are read. */
final class StoredRules {
  private static final StateForm FORM = new StateForm("command-rules", 2, 0);

  private StoredRules() {}

  static byte[] bytes(EvidenceRules rules) {
    return FORM.write(
        1024,
        out -> {
          out.field(
              risks -> {
                for (RiskRule rule : rules.risks()) {
                  risks.field(one -> write(rule, one));
                }
              });
          out.field(
              quotes -> {
                for (QuoteRule rule : rules.quotes()) {
                  quotes.field(one -> write(rule, one));
                }
              });
        });
  }

  private static void write(RiskRule rule, StateWriter out) throws IOException {
    out.writeUTF(rule.id());
    out.writeUTF(rule.condition().text());
    out.writeUTF(rule.risk());
    out.writeUTF(Action.text(rule.actions()));
    out.writeLong(rule.repeatMicros());
  }

  private static void write(QuoteRule rule, StateWriter out) throws IOException {
    out.writeUTF(rule.id());
    out.writeUTF(rule.match());
    out.writeUTF(rule.quote());
    out.writeBoolean(rule.anyOrder());
  }

  static EvidenceRules of(byte[] bytes) {
    return FORM.read(
        bytes,
        StoredRules::read,
        in -> {
          in.readVersion(1, 1);
          return readOlder(in);
        });
  }

  private static EvidenceRules read(StateReader in) throws IOException {
    List<RiskRule> risks = new ArrayList<>();
    StateReader all = in.field();
    while (all.hasMore()) {
      risks.add(risk(all.field()));
    }
    List<QuoteRule> quotes = new ArrayList<>();
    all = in.field();
    while (all.hasMore()) {
      quotes.add(quote(all.field()));
    }
    return new EvidenceRules(risks, quotes);
  }

  /** Reads rules as they stood, also within something else, before this form. */
  static EvidenceRules readOlder(StateReader in) throws IOException {
    List<RiskRule> risks = new ArrayList<>();
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      risks.add(risk(in));
    }
    List<QuoteRule> quotes = new ArrayList<>();
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      quotes.add(quote(in));
    }
    return new EvidenceRules(risks, quotes);
  }

  private static RiskRule risk(StateReader in) throws IOException {
    String id = in.readUTF();
    String condition = in.readUTF();
    String risk = in.readUTF();
    String actions = in.readUTF();
    try {
      return new RiskRule(
          id, Condition.parse(condition), risk, Action.parse(actions), in.readLong());
    } catch (RuleSyntaxException e) {
      throw new IOException("rule must compile: " + id + ": " + e.getMessage(), e);
    }
  }

  private static QuoteRule quote(StateReader in) throws IOException {
    return new QuoteRule(in.readUTF(), in.readUTF(), in.readUTF(), in.readBoolean());
  }
}
