package lumen.fusion.evidence;

import java.util.ArrayList;
import java.util.List;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.evidence.EvidenceValue;

/** The entries of evidence that the job makes. */
public final class FusionEntries {
  private FusionEntries() {}

  /**
   * A transition of the protocol.
   *
   * @param tsMicros the tick's time
   * @param from state before, such as E2
   * @param to state after
   * @param values what caused it
   */
  public static EvidenceEntry state(
      String tenant, long tsMicros, String from, String to, List<EvidenceValue> values) {
    return EvidenceEntry.of(EvidenceKind.STATE, tenant, tsMicros, from + ">" + to, "", values);
  }

  /**
   * A change of the sides that frames are made from.
   *
   * @param tsMicros the frame's time
   * @param from mode before, such as fused
   * @param to mode after
   * @param values what it rests on, beside the two
   */
  public static EvidenceEntry failover(
      String tenant, long tsMicros, String from, String to, List<EvidenceValue> values) {
    return EvidenceEntry.of(EvidenceKind.FAILOVER, tenant, tsMicros, from + ">" + to, "", values);
  }

  /**
   * A change made by drift calibration.
   *
   * @param tsMicros the tick's time
   * @param what which calibration
   * @param action what was changed
   * @param values what it rests on
   */
  public static EvidenceEntry calibration(
      String tenant, long tsMicros, String what, String action, List<EvidenceValue> values) {
    return EvidenceEntry.of(
        EvidenceKind.CALIBRATION, tenant, tsMicros, "calibration:" + what, action, values);
  }

  /**
   * A command that was applied.
   *
   * @param tsMicros its effective_ts
   * @param command the command's id
   * @param action what it did
   * @param values what is to be known of it, such as its author
   */
  public static EvidenceEntry control(
      String tenant, long tsMicros, String command, String action, List<EvidenceValue> values) {
    return EvidenceEntry.of(
        EvidenceKind.CONTROL, tenant, tsMicros, "control:" + command, action, values);
  }

  /**
   * What somebody says about what happened.
   *
   * @param tsMicros when it is said, the command's effective_ts
   * @param command the command's id
   * @param values author, text and what it is about
   */
  public static EvidenceEntry note(
      String tenant, long tsMicros, String command, List<EvidenceValue> values) {
    return EvidenceEntry.of(EvidenceKind.NOTE, tenant, tsMicros, "note:" + command, "", values);
  }

  /** A risk rule that fires at a frame. */
  static EvidenceEntry risk(String tenant, long tsMicros, RiskRule rule, Reading reading) {
    Condition condition = rule.condition();
    List<EvidenceValue> values = new ArrayList<>();
    for (Field field : condition.fields()) {
      values.add(
          field.isText()
              ? EvidenceValue.of(field.wireName(), reading.text(field))
              : EvidenceValue.of(field.wireName(), reading.number(field)));
    }
    long longest = 0;
    for (int i = 0; i < condition.calls().size(); i++) {
      WindowCall call = condition.calls().get(i);
      values.add(EvidenceValue.of(call.text(), reading.window(i)));
      longest = Math.max(longest, call.spanMicros());
    }
    return new EvidenceEntry(
        EvidenceEntry.id(tenant, rule.id(), tsMicros),
        tsMicros,
        tenant,
        EvidenceKind.RISK.wireName(),
        rule.id(),
        rule.risk(),
        "",
        Action.text(rule.actions()),
        values,
        longest == 0 ? "" : WindowSpan.text(longest));
  }

  /**
   * A text event that a rule quotes.
   *
   * @param count the how manieth of this time, from 1
   */
  static EvidenceEntry quote(
      String tenant, long tsMicros, QuoteRule rule, int count, String source, String key) {
    return new EvidenceEntry(
        EvidenceEntry.id(tenant, rule.id(), tsMicros) + (count == 1 ? "" : "#" + count),
        tsMicros,
        tenant,
        EvidenceKind.QUOTE.wireName(),
        rule.id(),
        "",
        rule.quote(),
        "",
        List.of(EvidenceValue.of("source", source), EvidenceValue.of("key", key)),
        "");
  }
}
