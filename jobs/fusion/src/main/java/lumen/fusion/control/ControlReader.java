package lumen.fusion.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lumen.runtime.command.CommandFields;
import lumen.runtime.command.CommandHead;
import lumen.runtime.command.CommandReader;
import lumen.runtime.command.CommandShape;
import lumen.settings.Suggestion;
import lumen.signal.gain.GainCurve;

/** How the commands of this job are read. */
public final class ControlReader {
  private ControlReader() {}

  /** The reader of the job, of a live job's door and of lumenctl. */
  public static CommandReader<ControlCommand> standard() {
    return of(RulesCheck.COMPILED);
  }

  /**
   * A reader.
   *
   * @param rules finds what is wrong with rules of the evidence
   */
  public static CommandReader<ControlCommand> of(RulesCheck rules) {
    List<CommandShape<ControlCommand>> shapes =
        Stream.of(CommandType.values())
            .map(type -> new CommandShape<>(type.word(), type.fields(), reads(type, rules)))
            .toList();
    return new CommandReader<>(shapes, Suggestion::didYouMean);
  }

  private static CommandShape.Reads<ControlCommand> reads(CommandType type, RulesCheck rules) {
    return switch (type) {
      case RELEASE -> (fields, head) -> Optional.of(new ControlCommand.Release(head));
      case WEIGHTS -> ControlReader::weights;
      case TICK_LIMITS -> ControlReader::tickLimits;
      case CURVES -> ControlReader::curves;
      case RULES -> (fields, head) -> rules(fields, head, rules);
    };
  }

  private static Optional<ControlCommand> weights(CommandFields fields, CommandHead head) {
    double ure = fields.number("ure", ControlCommand.Weights.URE);
    double sensors = fields.number("sensors", ControlCommand.Weights.SENSORS);
    return fields.ifRight(() -> new ControlCommand.Weights(head, ure, sensors));
  }

  private static Optional<ControlCommand> tickLimits(CommandFields fields, CommandHead head) {
    double minMs = fields.number("min_tick_ms", ControlCommand.TickLimits.TICK_MS);
    double maxMs = fields.number("max_tick_ms", ControlCommand.TickLimits.TICK_MS);
    if (minMs >= maxMs) {
      fields.wrong(ControlCommand.TickLimits.mustIncrease(minMs, maxMs));
    }
    return fields.ifRight(() -> new ControlCommand.TickLimits(head, minMs, maxMs));
  }

  private static Optional<ControlCommand> curves(CommandFields fields, CommandHead head) {
    Optional<GainCurve> kp = CurveField.read(fields, "kp_curve");
    Optional<GainCurve> kd = CurveField.read(fields, "kd_curve");
    double kiBase = fields.number("ki_base", ControlCommand.Curves.GAIN);
    return fields.ifRight(
        () -> new ControlCommand.Curves(head, kp.orElseThrow(), kd.orElseThrow(), kiBase));
  }

  private static Optional<ControlCommand> rules(
      CommandFields fields, CommandHead head, RulesCheck rules) {
    Optional<String> riskMap = fields.text("risk_map", "the text of risk_map.yaml");
    Optional<String> quoteRules = fields.text("quote_rules", "the text of quote_rules.yaml");
    if (riskMap.isPresent() && quoteRules.isPresent()) {
      List<String> findings = new ArrayList<>(rules.findings(riskMap.get(), quoteRules.get()));
      findings.forEach(fields::wrong);
    }
    return fields.ifRight(
        () -> new ControlCommand.Rules(head, riskMap.orElseThrow(), quoteRules.orElseThrow()));
  }
}
