package lumen.fusion.evidence;

import java.util.Map;

/** A part of a condition that is true, false or unknown. */
sealed interface TruthNode {
  Ternary truth(Reading reading);

  /** Two numbers compared; unknown unless both are finite. */
  record Compared(Comparison comparison, NumberNode left, NumberNode right) implements TruthNode {
    @Override
    public Ternary truth(Reading reading) {
      double a = left.value(reading);
      double b = right.value(reading);
      if (!Double.isFinite(a) || !Double.isFinite(b)) {
        return Ternary.UNKNOWN;
      }
      return Ternary.of(
          switch (comparison) {
            case LESS -> a < b;
            case AT_MOST -> a <= b;
            case GREATER -> a > b;
            case AT_LEAST -> a >= b;
            case EQUAL -> a == b;
            case UNEQUAL -> a != b;
          });
    }
  }

  /** Whether a field is a word; unknown if the field is not given. */
  record Named(Field field, String word) implements TruthNode {
    @Override
    public Ternary truth(Reading reading) {
      String given = reading.text(field);
      return given.isEmpty() ? Ternary.UNKNOWN : Ternary.of(given.equals(word));
    }
  }

  /** The opposite. */
  record Not(TruthNode operand) implements TruthNode {
    @Override
    public Ternary truth(Reading reading) {
      return operand.truth(reading).not();
    }
  }

  /** False if one is false, true if both are true. */
  record And(TruthNode left, TruthNode right) implements TruthNode {
    @Override
    public Ternary truth(Reading reading) {
      Ternary a = left.truth(reading);
      if (a == Ternary.FALSE) {
        return Ternary.FALSE;
      }
      Ternary b = right.truth(reading);
      return a == Ternary.TRUE || b == Ternary.FALSE ? b : Ternary.UNKNOWN;
    }
  }

  /** True if one is true, false if both are false. */
  record Or(TruthNode left, TruthNode right) implements TruthNode {
    @Override
    public Ternary truth(Reading reading) {
      Ternary a = left.truth(reading);
      if (a == Ternary.TRUE) {
        return Ternary.TRUE;
      }
      Ternary b = right.truth(reading);
      return a == Ternary.FALSE || b == Ternary.TRUE ? b : Ternary.UNKNOWN;
    }
  }

  /** How two numbers are compared. */
  enum Comparison {
    LESS,
    AT_MOST,
    GREATER,
    AT_LEAST,
    EQUAL,
    UNEQUAL;

    /** By their signs. */
    static final Map<String, Comparison> BY_SIGN =
        Map.of("<", LESS, "<=", AT_MOST, ">", GREATER, ">=", AT_LEAST, "==", EQUAL, "!=", UNEQUAL);
  }
}
