package lumen.governance.record;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells changes of state as decisions and as evidence, remembers the last state of each, and counts
 * who commanded.
 */
public final class DecisionJournal {
  private static final int MOST = 4096;

  private final String service;
  private final ServiceOutputs out;
  private final Map<String, String> states = new LinkedHashMap<>();
  private long manual;
  private long unasked;

  /** A journal of a service. */
  public DecisionJournal(String service, ServiceOutputs out) {
    this.service = service;
    this.out = out;
  }

  /** The id of a decision whose first state is now. */
  public String id(String kind, long micros) {
    return service + '/' + kind + '/' + micros;
  }

  /** Tells a change of state. */
  public void tell(ServiceDecision decision, String severity) {
    states.remove(decision.id());
    states.put(decision.id(), decision.state());
    if (states.size() > MOST) {
      states.remove(states.keySet().iterator().next());
    }
    out.decision(decision);
    String rule = decision.kind() + '.' + decision.cause() + '.' + decision.state();
    out.evidence(
        decision.micros(), decision.kind(), rule, decision.state(), severity, decision.restsOn());
  }

  /** The last state of a decision; unknown where there is none. */
  public String state(String id) {
    return states.getOrDefault(id, "unknown");
  }

  /** An operator has approved, refused or commanded. */
  public void countManual() {
    manual++;
  }

  /** Something was commanded unasked. */
  public void countUnasked() {
    unasked++;
  }

  /** Share of what was decided by an operator; NaN of none. */
  public double manualShare() {
    return manual + unasked == 0 ? Double.NaN : (double) manual / (manual + unasked);
  }
}
