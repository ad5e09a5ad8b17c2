package lumen.fusion.bridge;

import java.io.Serializable;
import lumen.fusion.command.NoiseBounds;
import lumen.fusion.command.OperatorCommand;
import lumen.fusion.command.OperatorCommandReader;
import lumen.fusion.command.RulesCheck;
import lumen.fusion.evidence.EvidenceRules;
import lumen.fusion.settings.BridgeFile;
import lumen.fusion.settings.EvidenceFiles;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.RiskAutotuneFile;
import lumen.fusion.tenant.CommandInput;
import lumen.runtime.command.CommandReader;
import lumen.signal.bridge.BridgeSettings;
import lumen.signal.gain.GainSchedule;
import lumen.signal.gain.GainSurface;
import lumen.signal.gain.Gains;
import lumen.signal.loop.LoopSettings;
import lumen.signal.loop.MultipleRule;
import lumen.signal.loop.TickLimits;
import lumen.signal.protocol.ProtocolSettings;

/**
 * What bridge and evidence of every tenant begin with.
 *
 * @param bridge settings of the bridge
 * @param rules rules of the evidence
 * @param repeatS after how many seconds a rule that still holds fires again, unless it says
 */
public record BridgePlan(BridgeSettings bridge, EvidenceRules rules, double repeatS)
    implements Serializable {
  private static final CommandReader<OperatorCommand> CHECKED_BEFORE =
      OperatorCommandReader.of(RulesCheck.NONE, NoiseBounds.ANY);

  /** What these settings say. */
  public static BridgePlan of(LumenSettings settings) {
    BridgeFile file = settings.bridge();
    BridgeFile.Gain gain = file.phase().gain();
    RiskAutotuneFile risk = settings.risk();
    return new BridgePlan(
        new BridgeSettings(
            new LoopSettings(
                gain.baseHz(),
                file.loop().tickMs(),
                new TickLimits(file.loop().minTickMs(), file.loop().maxTickMs()),
                MultipleRule.parse(file.phase().multiple()),
                settings.fusion().failover().staleAfterS()),
            file.phase().rebalanceWindowS(),
            file.phase().lockWindowS(),
            file.phase().muteAbove(),
            new GainSchedule(
                new Gains(gain.kp(), gain.ki(), gain.kd()),
                risk.kpCurve(),
                risk.kdCurve(),
                risk.kiBase(),
                settings.gainSurface().orElse(GainSurface.NONE)),
            new ProtocolSettings(
                file.phase().driftBudget(),
                file.safety().residualStddev10mMax(),
                file.safety().rollbackRatio5mMax(),
                file.safety().hardStopOn())),
        settings.evidence(),
        settings.fusion().evidence().repeatS());
  }

  /** What a command orders. One of which a savepoint kept the text was checked when it came in. */
  OperatorCommand command(CommandInput input) {
    return input.order().orElseGet(() -> read(input.json()));
  }

  private static OperatorCommand read(String json) {
    return CHECKED_BEFORE
        .read(json)
        .command()
        .orElseThrow(() -> new IllegalArgumentException("command must be right: " + json));
  }

  /** The rules in force after a command. */
  EvidenceRules rulesOf(OperatorCommand.Rules texts) {
    return EvidenceFiles.read(texts.riskMap(), texts.quoteRules(), repeatS);
  }
}
