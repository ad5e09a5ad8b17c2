package lumen.tune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lumen.signal.gain.GainCurve;
import lumen.tune.NewValue.Difference;

/** Reads values of changes from JSON, and those in force from their text. */
final class NewValues {
  /** Points of a table. */
  private static final int MOST_POINTS = 1_000;

  /** Digits before and after the point: a text of 1e999999999 must not become a plain number. */
  private static final int MOST_DIGITS = 40;

  private static final Pattern DIFFERENCE =
      Pattern.compile("([-+][0-9]{1,9}(?:\\.[0-9]{1,9})?) ?(%|ms)");

  /** Words that YAML reads as themselves without quotes. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./-]{0,511}");

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private NewValues() {}

  /**
   * A value of a patch.
   *
   * @throws IllegalArgumentException if it is none; the message says what is accepted
   */
  static NewValue ofJson(JsonNode node) {
    if (node.isNumber()) {
      return number(node.decimalValue());
    }
    if (node.isArray()) {
      return table(node);
    }
    String text = node.isTextual() ? node.textValue() : "";
    Matcher difference = DIFFERENCE.matcher(text);
    if (difference.matches()) {
      Difference.Unit unit =
          difference.group(2).equals("%") ? Difference.Unit.PERCENT : Difference.Unit.MS;
      return new Difference(new BigDecimal(difference.group(1)), unit);
    }
    if (WORD.matcher(text).matches()) {
      return new NewValue.Word(text);
    }
    throw new IllegalArgumentException(
        "must be a number, a word, a table [[x, y], ...], or a difference such as \"+10 %\": "
            + shown(node));
  }

  /** A value in force, from the text that {@code config explain} shows. */
  static NewValue inForce(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node.isNumber() || (node.isArray() && node.path(0).isArray())) {
        return ofJson(node);
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return new NewValue.Word(text);
    }
    return new NewValue.Word(text);
  }

  private static NewValue number(BigDecimal value) {
    long exponent = (long) value.precision() - value.scale();
    boolean far = value.signum() != 0 && Math.abs(exponent) > MOST_DIGITS;
    if (far || value.precision() > MOST_DIGITS) {
      throw new IllegalArgumentException(
          "must be a number of at most "
              + MOST_DIGITS
              + " digits: "
              + OneLine.of(value.toString(), 60));
    }
    return new NewValue.Decimal(value);
  }

  private static NewValue table(JsonNode node) {
    if (node.isEmpty() || node.size() > MOST_POINTS) {
      throw new IllegalArgumentException(
          "must be a table of 1 to %d points: has %d".formatted(MOST_POINTS, node.size()));
    }
    List<GainCurve.Point> points = new ArrayList<>();
    for (JsonNode point : node) {
      if (point.size() != 2 || !point.path(0).isNumber() || !point.path(1).isNumber()) {
        throw new IllegalArgumentException("must be a table of points [x, y]: " + shown(point));
      }
      points.add(new GainCurve.Point(finite(point.get(0)), finite(point.get(1))));
    }
    return NewValue.table(points);
  }

  private static double finite(JsonNode node) {
    double value = node.doubleValue();
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("must be a table of finite numbers: " + shown(node));
    }
    return value;
  }

  private static String shown(JsonNode node) {
    return OneLine.of(node.isMissingNode() ? "nothing" : node.toString(), 60);
  }
}
