package lumen.fusion.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * One entry of evidence. An empty text stands for what is not given.
 *
 * @param id made of tenant, rule and time, so that the same entry has it however often it comes
 * @param tsMicros event time, microseconds since the epoch
 * @param tenant the group of channels
 * @param kind what it is about
 * @param rule what made it: a rule's id, {@code E2>E3}, {@code fused>ure_only}, {@code
 *     calibration:WHAT}, {@code control:ID}; those of one tenant and time differ
 * @param risk the risk that a rule names
 * @param quote what a rule quotes
 * @param action what it asks for or did, as text
 * @param actions the actions of a rule, for the bridge; empty for other kinds
 * @param values what it rests on
 * @param window the longest window it looks over, such as {@code 5m}
 */
public record EvidenceEntry(
    String id,
    long tsMicros,
    String tenant,
    EvidenceKind kind,
    String rule,
    String risk,
    String quote,
    String action,
    List<Action> actions,
    List<EvidenceValue> values,
    String window) {

  /** Copies the lists. */
  public EvidenceEntry {
    actions = List.copyOf(actions);
    values = List.copyOf(values);
  }

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
    return of(EvidenceKind.STATE, tenant, tsMicros, from + ">" + to, "", values);
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
    return of(EvidenceKind.FAILOVER, tenant, tsMicros, from + ">" + to, "", values);
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
    return of(EvidenceKind.CALIBRATION, tenant, tsMicros, "calibration:" + what, action, values);
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
    return of(EvidenceKind.CONTROL, tenant, tsMicros, "control:" + command, action, values);
  }

  private static EvidenceEntry of(
      EvidenceKind kind,
      String tenant,
      long tsMicros,
      String rule,
      String action,
      List<EvidenceValue> values) {
    String id = id(tenant, rule, tsMicros);
    return new EvidenceEntry(
        id, tsMicros, tenant, kind, rule, "", "", action, List.of(), values, "");
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
        id(tenant, rule.id(), tsMicros),
        tsMicros,
        tenant,
        EvidenceKind.RISK,
        rule.id(),
        rule.risk(),
        "",
        Action.text(rule.actions()),
        rule.actions(),
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
        id(tenant, rule.id(), tsMicros) + (count == 1 ? "" : "#" + count),
        tsMicros,
        tenant,
        EvidenceKind.QUOTE,
        rule.id(),
        "",
        rule.quote(),
        "",
        List.of(),
        List.of(EvidenceValue.of("source", source), EvidenceValue.of("key", key)),
        "");
  }

  private static String id(String tenant, String rule, long tsMicros) {
    return tenant + "/" + rule + "/" + tsMicros;
  }
}
