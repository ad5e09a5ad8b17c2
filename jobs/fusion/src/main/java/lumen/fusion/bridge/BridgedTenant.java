package lumen.fusion.bridge;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.fusion.bridge.Happening.Commanded;
import lumen.fusion.bridge.Happening.Noted;
import lumen.fusion.bridge.Happening.Referred;
import lumen.fusion.control.ControlCommand;
import lumen.fusion.evidence.Action;
import lumen.fusion.evidence.BridgeFields;
import lumen.fusion.evidence.EvidenceEntry;
import lumen.fusion.evidence.EvidenceValue;
import lumen.fusion.evidence.FrameFields;
import lumen.fusion.evidence.TenantEvidence;
import lumen.fusion.tenant.CommandInput;
import lumen.fusion.tenant.FactInput;
import lumen.fusion.tenant.ReferenceBlock;
import lumen.signal.bridge.Bridge;
import lumen.signal.bridge.BridgeFrame;
import lumen.signal.bridge.BridgeListener;
import lumen.signal.bridge.ControlFrame;
import lumen.signal.bridge.FusionWeights;
import lumen.signal.fusion.FusedFrame;
import lumen.signal.fusion.Mode;
import lumen.signal.gain.Gains;
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

  private final String tenant;
  private final BridgePlan plan;
  private final Bridge bridge;
  private final TenantEvidence evidence;
  private final PendingInputs pending = new PendingInputs();
  private final AppliedCommands applied;

  /** Everything before it has happened. */
  private long frontier = NEVER;

  /** Which chunks of the histories stand in the log. */
  private final HistoryLog history;

  private final TenantDesk desk = new TenantDesk();
  private BridgeOutputs out;

  private BridgedTenant(
      String tenant,
      BridgePlan plan,
      Bridge bridge,
      TenantEvidence evidence,
      AppliedCommands applied,
      HistoryLog history) {
    this.tenant = tenant;
    this.plan = plan;
    this.bridge = bridge;
    this.evidence = evidence;
    this.applied = applied;
    this.history = history;
    bridge.listen(new Notes());
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
    of.readDesk(stored);
    return of;
  }

  /** Takes values of the reference engine. */
  public void take(ReferenceBlock block) {
    pending.add(block, frontier);
  }

  /** Takes a text event; false where its time has passed. */
  public boolean take(FactInput fact) {
    if (fact.micros() < frontier) {
      return false;
    }
    pending.add(new Noted(fact));
    return true;
  }

  /** Takes a command; false where its time has passed. */
  public boolean take(CommandInput command) {
    if (command.effectiveMicros() < frontier) {
      return false;
    }
    pending.add(new Commanded(command));
    return true;
  }

  /** Lets everything happen that is before the limit. */
  public void runBefore(long limitMicros, BridgeOutputs outputs) {
    out = outputs;
    long event = pending.nextMicros();
    long tick = bridge.nextTickMicros();
    while (Math.min(event, tick) < limitMicros) {
      if (event <= tick) {
        happen(pending.poll());
      } else {
        tick();
      }
      event = pending.nextMicros();
      tick = bridge.nextTickMicros();
    }
    frontier = Math.max(frontier, limitMicros);
  }

  private void happen(Happening happening) {
    hear(happening.micros());
    if (happening instanceof Commanded commanded) {
      command(commanded.input());
    } else if (happening instanceof Referred said) {
      desk.referenceHeard(said.micros());
      switch (said.kind()) {
        case HZ -> bridge.referenceHz(said.micros(), said.value());
        case RESIDUAL_ENTROPY -> bridge.residualEntropy(said.micros(), said.value());
        case TICK -> bridge.referenceTick(said.micros(), said.tickMicros());
      }
    } else if (happening instanceof Noted noted) {
      FactInput fact = noted.input();
      evidence
          .fact(fact.micros(), fact.source(), fact.key(), fact.text())
          .forEach(entry -> enter(entry, fact.micros()));
    }
  }

  private void hear(long micros) {
    if (desk.isForgotten(micros)) {
      applied.forget();
    }
    desk.hear(micros);
  }

  private void tick() {
    ControlFrame frame = bridge.tick();
    hear(frame.micros());
    desk.newest(
        new BridgeFields(
            frame.tickMs(),
            frame.hz(),
            frame.e(),
            frame.state().wireName(),
            frame.syncQuality(),
            frame.entropyRatio(),
            frame.phaseDiffMean(),
            frame.rollbackRatio5m(),
            frame.residualStddev10m()));
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
  public FusedFrame frame(
      FusedFrame fused, long tsMicros, long knownMicros, BridgeOutputs outputs) {
    out = outputs;
    hear(knownMicros);
    BridgeFrame levels = levels(fused);
    boolean follows = desk.follows(knownMicros);
    Gains gains = follows ? bridge.frame(knownMicros, levels) : bridge.watch(knownMicros, levels);
    FusedFrame frame = fused.withGains(gains);
    failover(frame, tsMicros);
    evidence
        .frame(tsMicros, FrameFields.of(frame, desk.newest()))
        .forEach(entry -> enter(entry, knownMicros));
    return frame;
  }

  /** What the bridge may act on: a level out of its range, whoever published it, is none. */
  private static BridgeFrame levels(FusedFrame frame) {
    return new BridgeFrame(
        upTo(1, frame.coherence()),
        upTo(1, frame.harmony()),
        upTo(0.5, frame.phaseDiff()),
        upTo(1, frame.entropyRatio()),
        upTo(1, frame.syncQuality()));
  }

  private static double upTo(double limit, double level) {
    return level >= 0 && level <= limit ? level : Double.NaN;
  }

  private void failover(FusedFrame frame, long tsMicros) {
    Optional<Mode> mode = desk.mode();
    if (mode.isPresent() && mode.get() != frame.mode()) {
      out.evidence(
          EvidenceEntry.failover(
              tenant,
              tsMicros,
              mode.get().wireName(),
              frame.mode().wireName(),
              List.of(
                  EvidenceValue.of("streams_fresh", frame.streamsFresh()),
                  EvidenceValue.of("streams_total", frame.streamsTotal()))));
    }
    desk.mode(frame.mode());
  }

  private void enter(EvidenceEntry entry, long knownMicros) {
    out.evidence(entry);
    for (Action action : entry.actions()) {
      if (action instanceof Action.ShiftGain shift) {
        bridge.offset(knownMicros, shift.gain(), shift.by());
      } else if (action instanceof Action.SetWeights set) {
        desk.ruleWeights(new FusionWeights(set.ure(), set.sensors()));
      }
    }
  }

  private void command(CommandInput input) {
    if (!applied.isNew(input.id())) {
      out.repeated(input);
      return;
    }
    ControlCommand command = plan.command(input);
    long at = input.effectiveMicros();
    if (command instanceof ControlCommand.Release) {
      bridge.release(at);
    } else if (command instanceof ControlCommand.Weights set) {
      desk.commandWeights(new FusionWeights(set.ure(), set.sensors()));
    } else if (command instanceof ControlCommand.TickLimits limits) {
      bridge.tickLimits(at, limits.minMs(), limits.maxMs());
    } else if (command instanceof ControlCommand.Curves curves) {
      bridge.curves(at, curves.kp(), curves.kd(), curves.kiBase());
    } else if (command instanceof ControlCommand.Rules texts) {
      evidence.reload(at, plan.rulesOf(texts));
    }
    applied.add(input.id());
    out.applied(input);
    out.evidence(CommandEvidence.of(tenant, command));
  }

  /** The weights that hold at a time instead of the configured ones. */
  public Optional<FusionWeights> weights(long micros) {
    Optional<FusionWeights> safe = bridge.weights();
    return safe.isPresent() ? safe : desk.weights(micros);
  }

  /** When something happens next, of what is known now; Long.MAX_VALUE where nothing does. */
  public long nextMicros() {
    return Math.min(pending.nextMicros(), bridge.nextTickMicros());
  }

  /** Event time from which on nothing of what is held can matter any more. */
  public long vacantMicros() {
    long own = Math.max(desk.idleMicros(applied.isAny()), evidence.idleMicros());
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
    return StoredBridge.of(frontier, takenTo, desk(), bridge.snapshot(), evidence.snapshot());
  }

  private byte[] desk() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (DataOutputStream to = new DataOutputStream(bytes)) {
      desk.writeTo(to);
      pending.writeReferences(to);
    } catch (IOException e) {
      throw new UncheckedIOException("state of a bridge must fit its format", e);
    }
    return bytes.toByteArray();
  }

  private void readDesk(StoredBridge stored) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored.desk()))) {
      desk.readFrom(in, stored.version(), stored.frontierMicros());
      pending.readReferences(in);
    } catch (IOException e) {
      throw new UncheckedIOException("state of a bridge must be complete: tenant=" + tenant, e);
    }
  }

  /** Enters what the bridge decides. */
  private final class Notes implements BridgeListener {
    @Override
    public void transition(
        long micros, BridgeState from, BridgeState to, String cause, Map<String, Double> values) {
      List<EvidenceValue> read = CommandEvidence.values(values);
      read.add(0, EvidenceValue.of("cause", cause));
      out.evidence(
          EvidenceEntry.state(tenant, micros, from.wireName(), to.wireName(), List.copyOf(read)));
    }

    @Override
    public void calibrated(long micros, String what, Map<String, Double> values) {
      out.evidence(
          EvidenceEntry.calibration(tenant, micros, "drift", what, CommandEvidence.values(values)));
    }
  }
}
