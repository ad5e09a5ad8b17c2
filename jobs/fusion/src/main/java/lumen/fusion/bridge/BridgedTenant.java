package lumen.fusion.bridge;

import java.util.List;
import java.util.Optional;
import lumen.fusion.bridge.BridgeInput.OfCommand;
import lumen.fusion.bridge.BridgeInput.OfFact;
import lumen.fusion.bridge.BridgeInput.OfReference;
import lumen.fusion.evidence.Action;
import lumen.fusion.evidence.BridgeFields;
import lumen.fusion.evidence.FiredRisk;
import lumen.fusion.evidence.FrameFields;
import lumen.fusion.evidence.TenantEvidence;
import lumen.fusion.tenant.CommandInput;
import lumen.fusion.tenant.FactInput;
import lumen.fusion.tenant.ReferenceBlock;
import lumen.runtime.command.AppliedCommands;
import lumen.signal.bridge.Bridge;
import lumen.signal.bridge.BridgeFrame;
import lumen.signal.bridge.ControlFrame;
import lumen.signal.bridge.FusionWeights;
import lumen.signal.fusion.FusedFrame;
import lumen.signal.gain.Gains;
import lumen.signal.kalman.Adaptation;
import lumen.signal.kalman.FilterNoise;
import lumen.signal.protocol.BridgeState;

/**
 * Bridge and evidence of one tenant over one queue of event time: what happens is told to them in
 * its order, however it came, and what one decides the other hears of at that moment. Lives on the
 * heap as a cache; everything it holds is in keyed state too.
 */
public final class BridgedTenant {
  private static final long NEVER = Long.MIN_VALUE;

  /** Five minutes of ticks, as many again of residuals and sums. */
  private static final long WEIGHT_OF_BRIDGE = 16_384;

  private final Bridge bridge;
  private final TenantEvidence evidence;
  private final PendingInputs pending = new PendingInputs();
  private final AppliedCommands applied;

  /** Everything before it has happened. */
  private long frontier = NEVER;

  /** Which chunks of the histories stand in the log. */
  private final HistoryLog history;

  private final TenantStatus status = new TenantStatus();
  private final BridgeNotes notes;
  private final CommandEffects effects;

  private BridgedTenant(
      String tenant,
      BridgePlan plan,
      Bridge bridge,
      TenantEvidence evidence,
      AppliedCommands applied,
      HistoryLog history) {
    this.bridge = bridge;
    this.evidence = evidence;
    this.applied = applied;
    this.history = history;
    notes = new BridgeNotes(tenant);
    bridge.listen(notes);
    effects = new CommandEffects(plan, bridge, evidence, status, notes);
  }

  /** The bridge of a tenant of which nothing is known yet. */
  public static BridgedTenant begun(String tenant, BridgePlan plan) {
    return new BridgedTenant(
        tenant,
        plan,
        new Bridge(plan.bridge(), tenant),
        new TenantEvidence(plan.rules(), tenant),
        new AppliedCommands(),
        new HistoryLog());
  }

  /**
   * Continues from state.
   *
   * @param bridgeHistory chunks of the bridge's history in their order
   * @param evidenceHistory chunks of the evidence's history in their order
   * @param rules what the evidence gave last of the rules of commands; empty: nothing
   * @param ids what {@link #appliedIds} gave last; empty: nothing
   * @param history where the chunks stand
   */
  static BridgedTenant restored(
      String tenant,
      BridgePlan plan,
      StoredBridge stored,
      List<byte[]> bridgeHistory,
      List<byte[]> evidenceHistory,
      byte[] rules,
      byte[] ids,
      HistoryLog history) {
    TenantEvidence evidence =
        TenantEvidence.restore(plan.rules(), tenant, stored.evidence(), rules, evidenceHistory);
    BridgedTenant of =
        new BridgedTenant(
            tenant,
            plan,
            Bridge.restore(plan.bridge(), tenant, stored.bridge(), bridgeHistory),
            evidence,
            AppliedCommands.of(ids),
            history);
    of.frontier = stored.frontierMicros();
    stored.readStatus(of.status, of.pending);
    return of;
  }

  /** Takes values of the reference engine. */
  public void take(ReferenceBlock block) {
    pending.add(block, frontier);
  }

  /** Takes a text event; false where its time has passed. */
  public boolean take(FactInput fact) {
    return wait(new OfFact(fact));
  }

  /** Takes a command; false where its time has passed. */
  public boolean take(CommandInput command) {
    return wait(new OfCommand(command));
  }

  private boolean wait(BridgeInput input) {
    boolean inTime = input.micros() >= frontier;
    if (inTime) {
      pending.add(input);
    }
    return inTime;
  }

  /** Lets everything happen that is before the limit. */
  public void runBefore(long limitMicros, BridgeOutputs out) {
    long event = pending.nextMicros();
    long tick = bridge.nextTickMicros();
    while (Math.min(event, tick) < limitMicros) {
      if (event <= tick) {
        apply(pending.poll(), out);
      } else {
        tick(out);
      }
      event = pending.nextMicros();
      tick = bridge.nextTickMicros();
    }
    frontier = Math.max(frontier, limitMicros);
  }

  private void apply(BridgeInput input, BridgeOutputs out) {
    hear(input.micros());
    if (input instanceof OfCommand commanded) {
      effects.carryOut(commanded.input(), applied, out);
    } else if (input instanceof OfReference said) {
      status.referenceHeard(said.micros());
      switch (said.kind()) {
        case HZ -> bridge.referenceHz(said.micros(), said.value());
        case RESIDUAL_ENTROPY -> bridge.residualEntropy(said.micros(), said.value());
        case TICK -> bridge.referenceTick(said.micros(), said.tickMicros());
      }
      notes.drain(out::evidence);
    } else if (input instanceof OfFact noted) {
      FactInput fact = noted.input();
      evidence.fact(fact.micros(), fact.source(), fact.key(), fact.text()).forEach(out::evidence);
    }
  }

  private void hear(long micros) {
    if (status.isForgotten(micros)) {
      applied.forget();
    }
    status.hear(micros);
  }

  private void tick(BridgeOutputs out) {
    ControlFrame frame = bridge.tick();
    notes.drain(out::evidence);
    hear(frame.micros());
    status.newest(BridgeFields.of(frame));
    out.control(frame);
    if (bridge.nextTickMicros() == Long.MAX_VALUE) {
      out.rested(frame.state());
    }
  }

  /**
   * Shows a frame to bridge and evidence, after everything before the moment at which it is known.
   *
   * @param tsMicros its time
   * @param knownMicros when it is known
   * @return the frame with the gains in force
   */
  public FusedFrame frame(FusedFrame fused, long tsMicros, long knownMicros, BridgeOutputs out) {
    hear(knownMicros);
    BridgeFrame levels = TrustedLevels.of(fused);
    boolean follows = status.follows(knownMicros);
    Gains gains = follows ? bridge.frame(knownMicros, levels) : bridge.watch(knownMicros, levels);
    FusedFrame frame = fused.withGains(gains);
    status
        .mode()
        .filter(before -> before != frame.mode())
        .ifPresent(before -> notes.failover(tsMicros, before, frame));
    status.mode(frame.mode());
    notes.drain(out::evidence);
    evidence
        .frame(tsMicros, FrameFields.of(frame, status.newest()))
        .forEach(risk -> enter(risk, knownMicros, out));
    out.evaluated();
    return frame;
  }

  private void enter(FiredRisk risk, long knownMicros, BridgeOutputs out) {
    out.evidence(risk.entry());
    for (Action action : risk.actions()) {
      if (action instanceof Action.ShiftGain shift) {
        bridge.offset(knownMicros, shift.gain(), shift.by());
      } else if (action instanceof Action.SetWeights set) {
        status.ruleWeights(new FusionWeights(set.ure(), set.sensors()));
      }
    }
    notes.drain(out::evidence);
  }

  /** The weights that hold at a time instead of the configured ones. */
  public Optional<FusionWeights> weights(long micros) {
    Optional<FusionWeights> safe = bridge.weights();
    return safe.isPresent() ? safe : status.weights(micros);
  }

  /**
   * How the filters adapt at a time instead of as configured: as a command says; not at all in E4,
   * whose phases are of a rig out of order.
   */
  public Optional<FilterNoise> noise(long micros) {
    Optional<FilterNoise> told = status.noise(micros);
    return bridge.state() == BridgeState.E4_ROLLBACK
        ? Optional.of(told.orElse(FilterNoise.of(Adaptation.FIXED)).resting())
        : told;
  }

  /** When something happens next, of what is known now; Long.MAX_VALUE where nothing does. */
  public long nextMicros() {
    return Math.min(pending.nextMicros(), bridge.nextTickMicros());
  }

  /** Event time from which on nothing of what is held can matter any more. */
  public long vacantMicros() {
    long own = Math.max(status.idleMicros(applied.isAny()), evidence.idleMicros());
    return Math.max(
        pending.lastMicros() == Long.MIN_VALUE ? Long.MIN_VALUE : pending.lastMicros() + 1,
        Math.max(bridge.idleMicros(), own));
  }

  /** Everything before this time has happened. */
  public long frontier() {
    return frontier;
  }

  HistoryLog history() {
    return history;
  }

  /** About how many numbers it holds. */
  public long weight() {
    return WEIGHT_OF_BRIDGE + evidence.weight();
  }

  Bridge bridge() {
    return bridge;
  }

  TenantEvidence evidence() {
    return evidence;
  }

  /** The ids of the commands that were carried out, if they changed since the last call. */
  Optional<byte[]> appliedIds() {
    return applied.changed();
  }

  /** The small state. */
  StoredBridge stored(long takenTo) {
    return StoredBridge.of(
        frontier, takenTo, status, pending, bridge.snapshot(), evidence.snapshot());
  }
}
