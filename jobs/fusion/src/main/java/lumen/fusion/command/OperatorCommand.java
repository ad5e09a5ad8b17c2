package lumen.fusion.command;

import lumen.runtime.command.CommandHead;
import lumen.runtime.command.Range;
import lumen.signal.gain.GainCurve;

/** What an operator may tell a tenant's bridge, fusion and evidence. */
public sealed interface OperatorCommand {
  /** What every command says. */
  CommandHead head();

  /** Its type, as commands name it. */
  CommandType type();

  /** Its id: a command of an id that was applied before is not applied again. */
  default String id() {
    return head().id();
  }

  /** Who gives it. */
  default String author() {
    return head().author();
  }

  /** The group it is about. */
  default String tenant() {
    return head().tenant();
  }

  /** When it takes effect, microseconds since the epoch. */
  default long effectiveMicros() {
    return head().effectiveMicros();
  }

  /** Leaves the state of rollback. */
  record Release(CommandHead head) implements OperatorCommand {
    @Override
    public CommandType type() {
      return CommandType.RELEASE;
    }
  }

  /**
   * Sets the weights of the two sides.
   *
   * @param ure weight of the reference engine
   * @param sensors weight of the sensors
   */
  record Weights(CommandHead head, double ure, double sensors) implements OperatorCommand {
    static final Range URE = new Range(0.6, 0.9);
    static final Range SENSORS = new Range(0.1, 0.4);

    /** Checks the ranges. */
    public Weights {
      URE.check("ure", ure);
      SENSORS.check("sensors", sensors);
    }

    @Override
    public CommandType type() {
      return CommandType.WEIGHTS;
    }
  }

  /**
   * Sets the limits of the tick.
   *
   * @param minMs shortest tick, milliseconds
   * @param maxMs longest tick, milliseconds
   */
  record TickLimits(CommandHead head, double minMs, double maxMs) implements OperatorCommand {
    static final Range TICK_MS = new Range(20, 10_000);

    /** Checks the ranges. */
    public TickLimits {
      TICK_MS.check("min_tick_ms", minMs);
      TICK_MS.check("max_tick_ms", maxMs);
      if (!(minMs < maxMs)) {
        throw new IllegalArgumentException(mustIncrease(minMs, maxMs));
      }
    }

    static String mustIncrease(double minMs, double maxMs) {
      return "must have min_tick_ms < max_tick_ms: min_tick_ms=%s max_tick_ms=%s"
          .formatted(Range.text(minMs), Range.text(maxMs));
    }

    @Override
    public CommandType type() {
      return CommandType.TICK_LIMITS;
    }
  }

  /**
   * Replaces the gain schedule, whole.
   *
   * @param kp proportional gain over the entropy ratio, Hz/cycle
   * @param kd differential gain over the entropy ratio, Hz s/cycle
   * @param kiBase integral gain, Hz/(cycle s)
   */
  record Curves(CommandHead head, GainCurve kp, GainCurve kd, double kiBase)
      implements OperatorCommand {
    static final Range ENTROPY_RATIO = new Range(0, 1);
    static final Range GAIN = new Range(0, 10);

    /** Checks the range; that of the curves is checked where they are read. */
    public Curves {
      GAIN.check("ki_base", kiBase);
    }

    @Override
    public CommandType type() {
      return CommandType.CURVES;
    }
  }

  /**
   * Replaces the rules of the evidence, whole.
   *
   * @param riskMap text of risk_map.yaml
   * @param quoteRules text of quote_rules.yaml
   */
  record Rules(CommandHead head, String riskMap, String quoteRules) implements OperatorCommand {
    @Override
    public CommandType type() {
      return CommandType.RULES;
    }
  }
}
