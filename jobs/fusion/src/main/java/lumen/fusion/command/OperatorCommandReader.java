package lumen.fusion.command;

import com.fasterxml.jackson.databind.JsonNode;
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
public final class OperatorCommandReader {
  private OperatorCommandReader() {}

  /** The reader of lumenctl, which does not know the configuration of the job. */
  public static CommandReader<OperatorCommand> standard() {
    return of(RulesCheck.COMPILED, NoiseBounds.ANY);
  }

  /** The reader of a job, and of a live job's door. */
  public static CommandReader<OperatorCommand> of(NoiseBounds bounds) {
    return of(RulesCheck.COMPILED, bounds);
  }

  /**
   * A reader.
   *
   * @param rules finds what is wrong with rules of the evidence
   * @param bounds which variances may be given
   */
  public static CommandReader<OperatorCommand> of(RulesCheck rules, NoiseBounds bounds) {
    List<CommandShape<OperatorCommand>> shapes =
        Stream.of(CommandType.values())
            .map(type -> new CommandShape<>(type.word(), type.fields(), reads(type, rules, bounds)))
            .toList();
    return new CommandReader<>(shapes, Suggestion::didYouMean);
  }

  private static CommandShape.Reads<OperatorCommand> reads(
      CommandType type, RulesCheck rules, NoiseBounds bounds) {
    return switch (type) {
      case RELEASE -> OperatorCommandReader::release;
      case WEIGHTS -> OperatorCommandReader::weights;
      case TICK_LIMITS -> OperatorCommandReader::tickLimits;
      case CURVES -> OperatorCommandReader::curves;
      case RULES -> (fields, head) -> rules(fields, head, rules);
      case ADAPT -> (fields, head) -> AdaptFields.read(fields, head, bounds);
      case NOTE -> NoteFields::read;
    };
  }

  private static Optional<OperatorCommand> release(CommandFields fields, CommandHead head) {
    JsonNode force = fields.value("force");
    if (!force.isMissingNode() && !force.isBoolean()) {
      fields.refuse("force", "true or false", "");
    }
    return fields.ifRight(() -> new OperatorCommand.Release(head, force.booleanValue()));
  }

  private static Optional<OperatorCommand> weights(CommandFields fields, CommandHead head) {
    double ure = fields.number("ure", OperatorCommand.Weights.URE);
    double sensors = fields.number("sensors", OperatorCommand.Weights.SENSORS);
    return fields.ifRight(() -> new OperatorCommand.Weights(head, ure, sensors));
  }

  private static Optional<OperatorCommand> tickLimits(CommandFields fields, CommandHead head) {
    double minMs = fields.number("min_tick_ms", OperatorCommand.TickLimits.TICK_MS);
    double maxMs = fields.number("max_tick_ms", OperatorCommand.TickLimits.TICK_MS);
    if (minMs >= maxMs) {
      fields.wrong(OperatorCommand.TickLimits.mustIncrease(minMs, maxMs));
    }
    return fields.ifRight(() -> new OperatorCommand.TickLimits(head, minMs, maxMs));
  }

  private static Optional<OperatorCommand> curves(CommandFields fields, CommandHead head) {
    Optional<GainCurve> kp = CurveField.read(fields, "kp_curve");
    Optional<GainCurve> kd = CurveField.read(fields, "kd_curve");
    double kiBase = fields.number("ki_base", OperatorCommand.Curves.GAIN);
    return fields.ifRight(
        () -> new OperatorCommand.Curves(head, kp.orElseThrow(), kd.orElseThrow(), kiBase));
  }

  private static Optional<OperatorCommand> rules(
      CommandFields fields, CommandHead head, RulesCheck rules) {
    Optional<String> riskMap = fields.text("risk_map", "the text of risk_map.yaml");
    Optional<String> quoteRules = fields.text("quote_rules", "the text of quote_rules.yaml");
    if (riskMap.isPresent() && quoteRules.isPresent()) {
      List<String> findings = new ArrayList<>(rules.findings(riskMap.get(), quoteRules.get()));
      findings.forEach(fields::wrong);
    }
    return fields.ifRight(
        () -> new OperatorCommand.Rules(head, riskMap.orElseThrow(), quoteRules.orElseThrow()));
  }
}
