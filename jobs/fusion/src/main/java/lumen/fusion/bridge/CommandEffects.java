package lumen.fusion.bridge;

import lumen.fusion.control.ControlCommand;
import lumen.fusion.evidence.TenantEvidence;
import lumen.signal.bridge.Bridge;
import lumen.signal.bridge.FusionWeights;

/** What the commands of an operator do to a tenant. */
final class CommandEffects {
  private final BridgePlan plan;
  private final Bridge bridge;
  private final TenantEvidence evidence;
  private final TenantDesk desk;

  CommandEffects(BridgePlan plan, Bridge bridge, TenantEvidence evidence, TenantDesk desk) {
    this.plan = plan;
    this.bridge = bridge;
    this.evidence = evidence;
    this.desk = desk;
  }

  /** Carries a command out at its time. */
  void apply(ControlCommand command) {
    long at = command.effectiveMicros();
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
  }
}
