package lumen.governance.policy;

import static lumen.governance.figure.ServiceCalendar.HOUR;
import static lumen.governance.figure.ServiceCalendar.SECOND;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import lumen.governance.budget.BudgetState;
import lumen.governance.figure.FiveMinutes;
import lumen.governance.figure.History;
import lumen.governance.record.DecisionJournal;
import lumen.governance.record.Fields;
import lumen.governance.record.Knob;
import lumen.governance.record.ServiceDecision;
import lumen.governance.record.ServiceLine.CacheMemory;
import lumen.governance.record.ServiceLine.Setting;
import lumen.governance.record.ServiceOutputs;
import lumen.governance.settings.GovernanceSettings;
import lumen.governance.settings.PolicySettings;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** Turns one knob at a time: proposed, commanded, answered, left to settle, measured. */
public final class Policy {
  private static final String KIND = "policy";
  private static final double LEAST_SETTLE_S = 600;

  private final DecisionJournal journal;
  private final ServiceOutputs out;
  private final Map<Knob, Double> inForce = new EnumMap<>(Knob.class);
  private final ChangeOutcomes outcomes = new ChangeOutcomes();
  private PolicyState state = PolicyState.IDLE;
  private Proposal change;
  private String id = "";
  private long since;
  private long answeredAt;
  private long awaySince = -1;
  private long endedAt = Long.MIN_VALUE / 2;
  private boolean answered;

  /** A policy that tells into a journal; what it measured are edges. */
  public Policy(DecisionJournal journal, ServiceOutputs out) {
    this.journal = journal;
    this.out = out;
  }

  /** How it stands. */
  public String state() {
    return state.word();
  }

  /** Takes what is in force. */
  public void add(Setting setting) {
    inForce.put(setting.knob(), setting.value());
    if (change != null && setting.knob() == change.knob()) {
      double wanted = state == PolicyState.UNDONE ? change.from() : change.to();
      boolean byOperator = setting.answers().isEmpty() && setting.value() == wanted;
      answered |= byOperator || setting.answers().filter(id::equals).isPresent();
    }
  }

  /** Takes a step. */
  public void step(
      History history,
      FiveMinutes values,
      CacheMemory memory,
      BudgetState budget,
      boolean rests,
      boolean hold,
      GovernanceSettings settings) {
    long now = history.now();
    PolicySettings policy = settings.policy();
    PolicyTable table = PolicyTable.of(history, budget, settings);
    boolean auto = "auto".equals(policy.mode()) && !hold;
    switch (state) {
      case IDLE -> {
        if (!rests && now >= endedAt + Math.round(policy.cooldownS() * SECOND)) {
          propose(table, memory, now, auto, policy);
        }
      }
      case PROPOSED -> proposed(table, rests, now, auto, policy);
      case COMMANDED -> commanded(rests, now, policy);
      case SETTLING -> {
        if (rests) {
          end(now, "unmeasured", ChangeEffects.of(Map.of(), change.aim()).restsOn());
        } else if (now >= answeredAt + settleMicros()) {
          become(PolicyState.MEASURING, now, new Fields(), null);
        }
      }
      case MEASURING -> {
        if (rests) {
          end(now, "unmeasured", ChangeEffects.of(Map.of(), change.aim()).restsOn());
        } else if (now >= since + HOUR) {
          measured(values, table, now, policy);
        }
      }
      case UNDONE -> undone(now, policy);
      case UNCONFIRMED -> {}
    }
    answered = false;
  }

  private void propose(
      PolicyTable table, CacheMemory memory, long now, boolean auto, PolicySettings policy) {
    for (Knob knob : Knob.values()) {
      for (boolean up : new boolean[] {true, false}) {
        Optional<Proposal> due = table.proposal(knob, up, inForce, memory);
        if (due.isPresent() && !outcomes.isBarred(due.get(), now)) {
          change = due.get();
          id = journal.id(KIND, now);
          awaySince = -1;
          state = PolicyState.PROPOSED;
          tell(now, "proposed", command(), change.restsOn(), -1, null);
          if (auto) {
            journal.countUnasked();
            command(now, change.restsOn(), policy);
          }
          return;
        }
      }
    }
  }

  private void proposed(
      PolicyTable table, boolean rests, long now, boolean auto, PolicySettings policy) {
    boolean holds = table.condition(change.knob(), change.up()).isPresent();
    awaySince = holds ? -1 : awaySince < 0 ? now : awaySince;
    boolean away = !holds && now - awaySince >= Math.round(policy.cooldownS() * SECOND);
    if (away || rests || inForce.get(change.knob()) != change.from()) {
      end(now, "withdrawn", new Fields());
    } else if (auto) {
      journal.countUnasked();
      command(now, new Fields(), policy);
    }
  }

  private void commanded(boolean rests, long now, PolicySettings policy) {
    if (rests) {
      end(now, "unmeasured", ChangeEffects.of(Map.of(), change.aim()).restsOn());
    } else if (answered) {
      answeredAt = now;
      Fields restsOn = new Fields().put("settle_s", settleMicros() / (double) SECOND);
      become(PolicyState.SETTLING, now, restsOn, null);
    } else {
      unconfirmed(now, policy);
    }
  }

  private void unconfirmed(long now, PolicySettings policy) {
    if (now - since >= Math.round(policy.confirmS() * SECOND)) {
      endedAt = now;
      become(PolicyState.UNCONFIRMED, now, new Fields(), "critical");
    }
  }

  private void undone(long now, PolicySettings policy) {
    if (answered) {
      endedAt = now;
      become(PolicyState.IDLE, now, new Fields(), null);
      change = null;
    } else {
      unconfirmed(now, policy);
    }
  }

  private long settleMicros() {
    double ttl = inForce.getOrDefault(Knob.TTL_S, 0.0);
    return Math.round(Math.max(2 * ttl, LEAST_SETTLE_S) * SECOND);
  }

  private void measured(FiveMinutes values, PolicyTable table, long now, PolicySettings policy) {
    PolicyFigure aim = change.aim();
    ChangeEffects found = ChangeEffects.of(aim, values, answeredAt, now);
    boolean tooLow = change.knob() == Knob.TTL_S && !change.up() && table.isTooLow();
    String outcome = found.outcome(tooLow);
    outcomes.add(change, outcome, now, policy.barH());
    if (aim != null && found.effects().containsKey(aim)) {
      out.edge(now, found.effects().get(aim).edge(change.knob(), aim, now));
    }
    if ("undone".equals(outcome)) {
      state = PolicyState.UNDONE;
      since = now;
      journal.countUnasked();
      Fields back = ServiceDecision.set(change.knob().word(), change.to(), change.from());
      tell(now, outcome, back, found.restsOn(), expires(now, policy), "warning");
    } else {
      end(now, outcome, found.restsOn());
    }
  }

  private static long expires(long now, PolicySettings policy) {
    return now + Math.round(policy.confirmS() * SECOND);
  }

  private Fields command() {
    return ServiceDecision.set(change.knob().word(), change.from(), change.to());
  }

  private void command(long now, Fields restsOn, PolicySettings policy) {
    state = PolicyState.COMMANDED;
    since = now;
    tell(now, "commanded", command(), restsOn, expires(now, policy), null);
  }

  private void become(PolicyState next, long now, Fields restsOn, String severity) {
    state = next;
    since = now;
    tell(now, next.word(), null, restsOn, -1, severity);
  }

  private void end(long now, String word, Fields restsOn) {
    tell(now, word, null, restsOn, -1, null);
    state = PolicyState.IDLE;
    change = null;
    endedAt = now;
  }

  private void tell(
      long now, String word, Fields command, Fields restsOn, long expires, String severity) {
    String cause = change.knob().word();
    journal.tell(
        new ServiceDecision(id, now, KIND, cause, word, command, restsOn, expires), severity);
  }

  /** Whether a decision is the one that waits for approval. */
  public boolean isProposed(String decision) {
    return state == PolicyState.PROPOSED && id.equals(decision);
  }

  /** Carries the proposal out. */
  public void approve(long now, PolicySettings policy) {
    journal.countManual();
    command(now, new Fields(), policy);
  }

  /** Takes the proposal off. */
  public void refuse(long now) {
    journal.countManual();
    end(now, "refused", new Fields());
  }

  /** Lets go on where nobody answered. */
  public void release(long now) {
    if (state == PolicyState.UNCONFIRMED) {
      become(PolicyState.IDLE, now, new Fields(), null);
      change = null;
    }
  }

  /** Share of the measured changes of 30 days that were kept; NaN of none. */
  public double successRatio(long now) {
    return outcomes.successRatio(now);
  }

  /** Whether a change is under way. */
  public boolean isOpen() {
    return change != null && state != PolicyState.UNCONFIRMED;
  }

  /** Writes all between two steps. */
  public void write(StateWriter out) {
    out.writeInt(inForce.size());
    for (Map.Entry<Knob, Double> each : inForce.entrySet()) {
      out.writeText(each.getKey().name());
      out.writeDouble(each.getValue());
    }
    outcomes.write(out);
    out.writeText(state.name());
    out.writeText(id);
    out.writeLong(since);
    out.writeLong(answeredAt);
    out.writeLong(awaySince);
    out.writeLong(endedAt);
    out.writeBoolean(change != null);
    if (change != null) {
      change.write(out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public void read(StateReader in) throws IOException {
    for (int n = in.readCount(Integer.BYTES + Long.BYTES); n > 0; n--) {
      inForce.put(Knob.valueOf(in.readText()), in.readDouble());
    }
    outcomes.read(in);
    state = PolicyState.valueOf(in.readText());
    id = in.readText();
    since = in.readLong();
    answeredAt = in.readLong();
    awaySince = in.readLong();
    endedAt = in.readLong();
    change = in.readBoolean() ? Proposal.read(in) : null;
  }
}
