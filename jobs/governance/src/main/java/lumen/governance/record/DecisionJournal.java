package lumen.governance.record;

import java.util.LinkedHashMap;
import java.util.Map;
import lumen.state.StateReader;
import lumen.state.StateWriter;

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
  private boolean changed;

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
    changed = true;
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

  /** Writes who commanded. */
  public void write(StateWriter out) {
    out.writeLong(manual);
    out.writeLong(unasked);
  }

  /** Reads what {@link #write} wrote. */
  public void read(StateReader in) {
    manual = in.readLong();
    unasked = in.readLong();
  }

  /** Whether the last states changed since this was asked for last. */
  public boolean hasChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  /** Writes the last states. */
  public void writeStates(StateWriter out) {
    out.writeInt(states.size());
    for (Map.Entry<String, String> each : states.entrySet()) {
      out.writeText(each.getKey());
      out.writeText(each.getValue());
    }
  }

  /** Reads what {@link #writeStates} wrote. */
  public void readStates(StateReader in) {
    for (int n = in.readCount(2 * Integer.BYTES); n > 0; n--) {
      states.put(in.readText(), in.readText());
    }
  }
}
