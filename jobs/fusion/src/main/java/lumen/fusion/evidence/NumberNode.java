package lumen.fusion.evidence;

/** A part of a condition that is a number; NaN where a value in it is not given. */
sealed interface NumberNode {
  double value(Reading reading);

  /** A number as it is written. */
  record Literal(double number) implements NumberNode {
    @Override
    public double value(Reading reading) {
      return number;
    }
  }

  /** A field of the frame or of the bridge. */
  record OfField(Field field) implements NumberNode {
    @Override
    public double value(Reading reading) {
      return reading.number(field);
    }
  }

  /** A figure of a window, by its place among those of the condition. */
  record OfWindow(int place) implements NumberNode {
    @Override
    public double value(Reading reading) {
      return reading.window(place);
    }
  }

  /** The number with the other sign. */
  record Negated(NumberNode operand) implements NumberNode {
    @Override
    public double value(Reading reading) {
      return -operand.value(reading);
    }
  }

  /** The number without its sign. */
  record Magnitude(NumberNode operand) implements NumberNode {
    @Override
    public double value(Reading reading) {
      return Math.abs(operand.value(reading));
    }
  }

  /** Two numbers combined. */
  record Combined(Operation operation, NumberNode left, NumberNode right) implements NumberNode {
    @Override
    public double value(Reading reading) {
      double a = left.value(reading);
      double b = right.value(reading);
      return switch (operation) {
        case ADD -> a + b;
        case SUBTRACT -> a - b;
        case MULTIPLY -> a * b;
        case DIVIDE -> a / b;
        case MIN -> Math.min(a, b);
        case MAX -> Math.max(a, b);
      };
    }
  }

  /** How two numbers are combined. */
  enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    MIN,
    MAX
  }
}
