package lumen.fusion.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lumen.runtime.command.CommandHead;
import lumen.runtime.command.Range;
import lumen.signal.gain.GainCurve;
import lumen.signal.kalman.Adaptation;
import lumen.signal.kalman.FilterNoise;

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

  /**
   * Leaves the state of rollback.
   *
   * @param force whether although a condition holds that would stop the bridge
   */
  record Release(CommandHead head, boolean force) implements OperatorCommand {
    /** A release that waits until no condition holds. */
    public Release(CommandHead head) {
      this(head, false);
    }

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

  /**
   * Says how q and r of the tenant's filters go on.
   *
   * @param mode how they adapt; empty: as configured
   * @param q variance of the random walk that all have from then on, cycles squared, with mode
   *     fixed alone; NaN: what each has
   * @param r variance of a measurement, likewise
   */
  record Adapt(CommandHead head, Optional<Adaptation> mode, double q, double r)
      implements OperatorCommand {
    /** The mode that takes back what commands have said. */
    public static final String CONFIGURED = "configured";

    /** Checks that values go with mode fixed, and are positive. */
    public Adapt {
      boolean given = !(Double.isNaN(q) && Double.isNaN(r));
      if (given && (mode.isEmpty() || mode.get() != Adaptation.FIXED)) {
        throw new IllegalArgumentException(
            "q and r must go with mode fixed: mode=%s q=%s r=%s".formatted(word(mode), q, r));
      }
      mode.ifPresent(adapt -> new FilterNoise(adapt, q, r));
    }

    /** The mode as commands name it. */
    public String word() {
      return word(mode);
    }

    private static String word(Optional<Adaptation> mode) {
      return mode.map(adapt -> adapt.name().toLowerCase(Locale.ROOT)).orElse(CONFIGURED);
    }

    /** What it orders; empty: what is configured. */
    public Optional<FilterNoise> noise() {
      return mode.map(adapt -> new FilterNoise(adapt, q, r));
    }

    @Override
    public CommandType type() {
      return CommandType.ADAPT;
    }
  }

  /**
   * Says something about what happened, and changes nothing.
   *
   * @param text what is said
   * @param refs ids of entries of evidence, links, or names of files that it is about
   * @param span the time that it is about; empty: its own moment
   */
  record Note(CommandHead head, String text, List<String> refs, Optional<NoteSpan> span)
      implements OperatorCommand {
    /** Copies the list. */
    public Note {
      refs = List.copyOf(refs);
    }

    @Override
    public CommandType type() {
      return CommandType.NOTE;
    }
  }
}
