package lumen.governance.record;

/** Takes what a service has to tell, in its order. */
public interface ServiceOutputs {
  /** A scorecard, all figures of one service at the end of an hour. */
  void scorecard(long micros, Fields scorecard);

  /** A change of state. */
  void decision(ServiceDecision decision);

  /** An edge of the feedback graph. */
  void edge(long micros, Fields edge);

  /**
   * A command that is obeyed or rejected at the end of a step, with the time from which it counts.
   */
  void command(long micros, ServiceCommand command);

  /**
   * An entry of evidence.
   *
   * @param kind slo, alert, data, budget, roi, maturity, edge, policy, canary, rollback, control
   * @param severity info, warning or critical; null for none
   */
  void evidence(
      long micros, String kind, String rule, String state, String severity, Fields values);
}
