package lumen.fusion.bridge;

import java.util.Optional;
import lumen.fusion.command.OperatorCommand;
import lumen.fusion.evidence.TenantEvidence;
import lumen.fusion.tenant.CommandInput;
import lumen.runtime.command.AppliedCommands;
import lumen.signal.bridge.Bridge;
import lumen.signal.bridge.FusionWeights;
import lumen.signal.protocol.StopCondition;

/** What the commands of an operator do to a tenant. */
final class CommandEffects {
  private final BridgePlan plan;
  private final Bridge bridge;
  private final TenantEvidence evidence;
  private final TenantStatus status;
  private final BridgeNotes notes;

  CommandEffects(
      BridgePlan plan,
      Bridge bridge,
      TenantEvidence evidence,
      TenantStatus status,
      BridgeNotes notes) {
    this.plan = plan;
    this.bridge = bridge;
    this.evidence = evidence;
    this.status = status;
    this.notes = notes;
  }

  /**
   * Carries a command out at its time, once, and tells what came of it.
   *
   * @param applied ids of those before
   */
  void carryOut(CommandInput input, AppliedCommands applied, BridgeOutputs out) {
    if (!applied.isNew(input.id())) {
      out.repeated(input);
      return;
    }
    OperatorCommand command = plan.command(input);
    Optional<String> refusal = apply(command);
    notes.drain(out::evidence);
    applied.add(input.id());
    if (refusal.isPresent()) {
      out.refused(input, refusal.get());
      out.evidence(CommandEvidence.refused(notes.tenant(), command, refusal.get()));
    } else {
      out.applied(input);
      out.evidence(CommandEvidence.of(notes.tenant(), command));
    }
  }

  /** Why it was not carried out; empty where it was. */
  private Optional<String> apply(OperatorCommand command) {
    long at = command.effectiveMicros();
    if (command instanceof OperatorCommand.Release release) {
      return bridge.release(at, release.force()).map(StopCondition::toString);
    } else if (command instanceof OperatorCommand.Weights set) {
      status.commandWeights(new FusionWeights(set.ure(), set.sensors()));
    } else if (command instanceof OperatorCommand.TickLimits limits) {
      bridge.tickLimits(at, limits.minMs(), limits.maxMs());
    } else if (command instanceof OperatorCommand.Curves curves) {
      bridge.curves(at, curves.kp(), curves.kd(), curves.kiBase());
    } else if (command instanceof OperatorCommand.Rules texts) {
      evidence.reload(at, plan.rulesOf(texts));
    } else if (command instanceof OperatorCommand.Adapt adapt) {
      status.commandNoise(adapt.noise());
    }
    return Optional.empty();
  }
}
