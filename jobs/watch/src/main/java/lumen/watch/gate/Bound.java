package lumen.watch.gate;

import java.math.BigDecimal;

/**
 * What a value has to be.
 *
 * @param sign how it is compared
 * @param level what it is compared with
 */
public record Bound(Sign sign, double level) {
  /** How a value is compared with a level. */
  public enum Sign {
    /** At least. */
    AT_LEAST(">="),
    /** At most. */
    AT_MOST("<="),
    /** Below. */
    BELOW("<");

    private final String operator;

    Sign(String operator) {
      this.operator = operator;
    }

    /** As PromQL writes it. */
    public String operator() {
      return operator;
    }
  }

  /** Checks that the level is a number. */
  public Bound {
    if (!Double.isFinite(level)) {
      throw new IllegalArgumentException("a level must be a finite number: " + level);
    }
  }

  /** Whether a value holds it; none that is not a number does. */
  public boolean holds(double value) {
    return switch (sign) {
      case AT_LEAST -> value >= level;
      case AT_MOST -> value <= level;
      case BELOW -> value < level;
    };
  }

  /** The level without an exponent and without needless zeros. */
  public String number() {
    BigDecimal plain = BigDecimal.valueOf(level).stripTrailingZeros();
    return plain.toPlainString();
  }

  @Override
  public String toString() {
    return sign.operator() + " " + number();
  }
}
