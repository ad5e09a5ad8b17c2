package lumen.tune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;
import lumen.signal.gain.GainCurve;

/** A value that a change names: what a key holds, or how it differs from what it holds. */
sealed interface NewValue {
  /** Its JSON form in a patch. */
  JsonNode json();

  /** Its text in a YAML file. */
  String text();

  /** Whether both say the same, however they are written. */
  boolean same(NewValue other);

  /** A number, as it is written. */
  record Decimal(BigDecimal value) implements NewValue {
    /** The shortest decimal that reads back equal. */
    static Decimal of(double value) {
      return new Decimal(new BigDecimal(Double.toString(value)));
    }

    @Override
    public JsonNode json() {
      return DecimalNode.valueOf(new BigDecimal(text()));
    }

    @Override
    public String text() {
      return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    @Override
    public boolean same(NewValue other) {
      return other instanceof Decimal number && value.compareTo(number.value) == 0;
    }
  }

  /** A table of gains over the entropy ratio. */
  record Table(GainCurve curve) implements NewValue {
    @Override
    public JsonNode json() {
      ArrayNode table = JsonNodeFactory.instance.arrayNode();
      for (GainCurve.Point point : curve.points()) {
        table
            .addArray()
            .add(DecimalNode.valueOf(decimal(point.x())))
            .add(DecimalNode.valueOf(decimal(point.y())));
      }
      return table;
    }

    @Override
    public String text() {
      return curve.points().stream().map(Table::text).collect(Collectors.joining(", ", "[", "]"));
    }

    static String text(GainCurve.Point point) {
      return "[" + decimal(point.x()) + ", " + decimal(point.y()) + "]";
    }

    @Override
    public boolean same(NewValue other) {
      return other instanceof Table table && curve.equals(table.curve);
    }
  }

  /** A word, such as the name of a method. */
  record Word(String text) implements NewValue {
    @Override
    public JsonNode json() {
      return JsonNodeFactory.instance.textNode(text);
    }

    @Override
    public boolean same(NewValue other) {
      return other instanceof Word word && text.equals(word.text);
    }
  }

  /** So much more or less than what is there: {@code +10 %}, {@code -8 ms}. */
  record Difference(BigDecimal amount, Unit unit) implements NewValue {
    private static final MathContext DIGITS = new MathContext(6);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** What a difference is counted in. */
    enum Unit {
      /** Hundredths of the value that is there. */
      PERCENT("%"),
      /** Milliseconds. */
      MS("ms"),
      /** What the value itself is counted in. */
      PLAIN("");

      private final String sign;

      Unit(String sign) {
        this.sign = sign;
      }

      String sign() {
        return sign;
      }
    }

    static Difference percent(int amount) {
      return new Difference(BigDecimal.valueOf(amount), Unit.PERCENT);
    }

    static Difference millis(int amount) {
      return new Difference(BigDecimal.valueOf(amount), Unit.MS);
    }

    /** The value it leads to, six digits of it. */
    Decimal from(Decimal base) {
      BigDecimal value =
          unit == Unit.PERCENT
              ? base.value.multiply(HUNDRED.add(amount)).divide(HUNDRED, DIGITS)
              : base.value.add(amount);
      return new Decimal(value.round(DIGITS));
    }

    @Override
    public JsonNode json() {
      return JsonNodeFactory.instance.textNode(text());
    }

    @Override
    public String text() {
      String number = amount.stripTrailingZeros().toPlainString();
      return ((amount.signum() > 0 ? "+" : "") + number + " " + unit.sign()).strip();
    }

    @Override
    public boolean same(NewValue other) {
      return other instanceof Difference difference
          && unit == difference.unit
          && amount.compareTo(difference.amount) == 0;
    }
  }

  /** The shortest plain decimal that reads back equal. */
  private static BigDecimal decimal(double value) {
    return new BigDecimal(Decimal.of(value).text());
  }

  /** A table from its points. */
  static Table table(List<GainCurve.Point> points) {
    return new Table(new GainCurve(points));
  }
}
