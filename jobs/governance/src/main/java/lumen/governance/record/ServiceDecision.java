package lumen.governance.record;

/**
 * A change of state of a canary, the policy or a rollback.
 *
 * @param id the decision's id: tenant/kind/us of its first state
 * @param micros when
 * @param kind canary, policy or rollback
 * @param cause why: a cause of rollback, a knob, a revision
 * @param state its new state
 * @param command what is to be set; null where nothing is
 * @param restsOn the figures it rests on
 * @param expiresMicros when a command is void; -1 where it is none
 */
public record ServiceDecision(
    String id,
    long micros,
    String kind,
    String cause,
    String state,
    Fields command,
    Fields restsOn,
    long expiresMicros) {
  /** A change of state that commands nothing. */
  public ServiceDecision(
      String id, long micros, String kind, String cause, String state, Fields restsOn) {
    this(id, micros, kind, cause, state, null, restsOn, -1);
  }

  /** The parts of a command to set something. */
  public static Fields set(String what, Object from, Object to) {
    return new Fields().put("set", what).put("from", from).put("to", to);
  }
}
