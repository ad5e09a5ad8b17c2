package lumen.fusion.evidence;

import java.util.List;

/**
 * One entry of evidence. An empty text stands for what is not given.
 *
 * @param id made of tenant, rule and time, so that the same entry has it however often it comes
 * @param tsMicros event time, microseconds since the epoch
 * @param tenant the group of channels
 * @param kind what it is about
 * @param rule what made it: a rule's id, a transition, a command's id
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
    return of(EvidenceKind.STATE, tenant, tsMicros, from + "-" + to, "", values);
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
    return of(EvidenceKind.FAILOVER, tenant, tsMicros, from + "-" + to, "", values);
  }

  /**
   * A change made by drift calibration.
   *
   * @param tsMicros the tick's time
   * @param rule the condition that held, such as drift_p95
   * @param action what was changed
   * @param values what it rests on
   */
  public static EvidenceEntry calibration(
      String tenant, long tsMicros, String rule, String action, List<EvidenceValue> values) {
    return of(EvidenceKind.CALIBRATION, tenant, tsMicros, rule, action, values);
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
    return of(EvidenceKind.CONTROL, tenant, tsMicros, command, action, values);
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

  static String id(String tenant, String rule, long tsMicros) {
    return tenant + "/" + rule + "/" + tsMicros;
  }
}
