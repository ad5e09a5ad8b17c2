package lumen.fusion.evidence;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lumen.signal.gain.Gain;

/** What a rule asks for when it fires. */
public sealed interface Action extends Serializable {
  /** The largest change of a gain, in its unit: the range of kp and ki. */
  double MAX_SHIFT = 10;

  /** As it is written in a rule. */
  String text();

  /** Several as one text, as {@link #parse} reads it; empty without one. */
  static String text(List<Action> actions) {
    return actions.stream().map(Action::text).collect(Collectors.joining("; "));
  }

  /** A number without an exponent. */
  static String decimal(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /**
   * Reads actions separated by semicolons; none of a blank text.
   *
   * @throws RuleSyntaxException where the text leaves the grammar
   */
  static List<Action> parse(String text) throws RuleSyntaxException {
    return text.isBlank() ? List.of() : new ActionParser(text).actions();
  }

  /**
   * A change of a gain, taken by the bridge as an offset that decays.
   *
   * @param gain which gain
   * @param by how much in its unit, negative for a decrease, never 0
   */
  record ShiftGain(Gain gain, double by) implements Action {
    private static final long serialVersionUID = 1;

    /** Checks the amount. */
    public ShiftGain {
      if (!(Math.abs(by) <= MAX_SHIFT) || by == 0) {
        throw new IllegalArgumentException(
            "must be in -10..10 and not 0: " + gain.name().toLowerCase(Locale.ROOT) + " by=" + by);
      }
    }

    @Override
    public String text() {
      String verb = by > 0 ? "increase " : "decrease ";
      return verb + gain.name().toLowerCase(Locale.ROOT) + " by " + decimal(Math.abs(by));
    }
  }

  /**
   * An alert.
   *
   * @param level how loud
   */
  record Alert(AlertLevel level) implements Action {
    private static final long serialVersionUID = 1;

    @Override
    public String text() {
      return "alert " + level.word();
    }
  }

  /**
   * New shares of the reference engine and of the sensors in a fused level.
   *
   * @param ure share of the reference engine, 0.6 to 0.9
   * @param sensors share of the sensors, 0.1 to 0.4
   */
  record SetWeights(double ure, double sensors) implements Action {
    private static final long serialVersionUID = 1;

    /** Checks the shares. */
    public SetWeights {
      if (!(ure >= 0.6 && ure <= 0.9)) {
        throw new IllegalArgumentException("must be in 0.6..0.9: ure=" + ure);
      }
      if (!(sensors >= 0.1 && sensors <= 0.4)) {
        throw new IllegalArgumentException("must be in 0.1..0.4: sensors=" + sensors);
      }
    }

    @Override
    public String text() {
      return "set weights " + decimal(ure) + " " + decimal(sensors);
    }
  }
}
