package lumen.fusion.control;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.event.CommandText;
import lumen.event.MalformedCommandException;
import lumen.signal.gain.GainCurve;

/**
 * Reads commands as strictly as configuration: unknown keys, wrong types and values out of range
 * are found all at once, and each is said with what would be accepted. A command stands for itself:
 * it names no file.
 */
public final class CommandReader implements Serializable {
  private static final long serialVersionUID = 1L;

  private final RulesCheck rules;

  /**
   * Makes a reader.
   *
   * @param rules finds what is wrong with rules of the evidence
   */
  public CommandReader(RulesCheck rules) {
    this.rules = rules;
  }

  /** The reader of the job, of a live job's door and of lumenctl. */
  public static CommandReader standard() {
    return new CommandReader(RulesCheck.COMPILED);
  }

  /** Reads a command that tells when it takes effect. */
  public CommandReading read(String json) {
    return read(json, true);
  }

  /** What is wrong with a command that need not tell yet when it takes effect. */
  public List<String> findings(String json) {
    return read(json, false).findings();
  }

  private CommandReading read(String json, boolean stamped) {
    CommandFields fields;
    try {
      fields = new CommandFields(CommandText.read(json).fields());
    } catch (MalformedCommandException e) {
      return new CommandReading(Optional.empty(), List.of("command " + e.getMessage()));
    }
    Optional<ControlCommand> command = command(fields, head(fields, stamped));
    List<String> findings = fields.findings();
    return new CommandReading(findings.isEmpty() ? command : Optional.empty(), findings);
  }

  /** The head; one with findings, which is used for nothing, holds question marks. */
  private static CommandHead head(CommandFields fields, boolean stamped) {
    String id = fields.name("id", CommandHead.MAX_CHARS);
    String author = fields.name("author", CommandHead.MAX_CHARS);
    String tenant = fields.tenant();
    return new CommandHead(id, author, tenant, fields.effectiveMicros(stamped));
  }

  private Optional<ControlCommand> command(CommandFields fields, CommandHead head) {
    Optional<CommandType> type = fields.type();
    fields.checkKnown(type);
    return type.flatMap(
        known ->
            switch (known) {
              case RELEASE -> Optional.of(new ControlCommand.Release(head));
              case WEIGHTS -> weights(fields, head);
              case TICK_LIMITS -> tickLimits(fields, head);
              case CURVES -> curves(fields, head);
              case RULES -> rules(fields, head);
            });
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
    Optional<GainCurve> kp = fields.curve("kp_curve");
    Optional<GainCurve> kd = fields.curve("kd_curve");
    double kiBase = fields.number("ki_base", ControlCommand.Curves.GAIN);
    return fields.ifRight(
        () -> new ControlCommand.Curves(head, kp.orElseThrow(), kd.orElseThrow(), kiBase));
  }

  private Optional<ControlCommand> rules(CommandFields fields, CommandHead head) {
    Optional<String> riskMap = fields.text("risk_map");
    Optional<String> quoteRules = fields.text("quote_rules");
    if (riskMap.isPresent() && quoteRules.isPresent()) {
      List<String> findings = new ArrayList<>(rules.findings(riskMap.get(), quoteRules.get()));
      findings.forEach(fields::wrong);
    }
    return fields.ifRight(
        () -> new ControlCommand.Rules(head, riskMap.orElseThrow(), quoteRules.orElseThrow()));
  }
}
