package lumen.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import lumen.settings.Shape.Point;
import lumen.settings.YamlNode.Scalar;
import lumen.settings.YamlNode.Sequence;

/** Reads single values: numbers, words, texts, lists and curves. */
public final class ValueReader {
  /** The longest list. */
  static final int MAX_ELEMENTS = 1000;

  private final Findings findings;

  /** Creates a reader that tells what it refuses. */
  public ValueReader(Findings findings) {
    this.findings = findings;
  }

  /** The value as Double, Long, Boolean, String, or a list of them; empty after a finding. */
  public Optional<Object> read(String path, Shape shape, YamlNode node) {
    Optional<Object> value = accepted(path, shape, node);
    if (value.isEmpty() && !findings.unusable(path)) {
      findings.error(node.mark(), path, refusal(shape, node));
    }
    return value;
  }

  private Optional<Object> accepted(String path, Shape shape, YamlNode node) {
    if (shape instanceof Shape.OrNull either) {
      return accepted(path, either.otherwise(), node);
    }
    if (shape instanceof Shape.Real real) {
      return number(node).filter(real::has).map(number -> (Object) number);
    }
    if (shape instanceof Shape.Whole whole) {
      return number(node).filter(whole::has).map(Double::longValue);
    }
    if (shape instanceof Shape.ZeroOr either) {
      return number(node).filter(either::has).map(Double::longValue);
    }
    if (shape instanceof Shape.Flag) {
      return flag(node);
    }
    if (shape instanceof Shape.Choice choice) {
      return text(node, false).filter(choice.words()::contains);
    }
    if (shape instanceof Shape.Text text) {
      return text(node, true).filter(words -> text.form().has((String) words));
    }
    if (shape instanceof Shape.NumberOrText either) {
      return number(node)
          .map(number -> (Object) Numbers.text(number))
          .or(() -> text(node, true).filter(words -> either.form().has((String) words)));
    }
    if (!(node instanceof Sequence sequence)) {
      return Optional.empty();
    }
    if (shape instanceof Shape.ListOf list) {
      return list(path, list, sequence);
    }
    return shape instanceof Shape.Curve curve && !sequence.elements().isEmpty()
        ? curve(path, curve, sequence)
        : Optional.empty();
  }

  private static String refusal(Shape shape, YamlNode node) {
    String text = "must be " + shape.accepted() + ", is " + described(shape, node);
    if (shape instanceof Shape.Choice choice && node instanceof Scalar scalar) {
      return text + Suggestion.didYouMean(scalar.text(), choice.words());
    }
    boolean number =
        shape instanceof Shape.Real
            || shape instanceof Shape.Whole
            || shape instanceof Shape.ZeroOr
            || shape instanceof Shape.NumberOrText;
    if (number
        && node instanceof Scalar scalar
        && !scalar.plain()
        && Numbers.parse(scalar.text()).isPresent()) {
      return text + ": write it without quotes";
    }
    boolean words = shape instanceof Shape.Text;
    return words && node instanceof Scalar scalar && notText(scalar) && !scalar.empty()
        ? text + ": write it in quotes"
        : text;
  }

  private static String described(Shape shape, YamlNode node) {
    return shape instanceof Shape.Text text && node instanceof Scalar scalar && !scalar.empty()
        ? new Scalar(scalar.mark(), text.form().shown().apply(scalar.text()), scalar.plain())
            .described()
        : node.described();
  }

  private static Optional<Double> number(YamlNode node) {
    if (node instanceof Scalar scalar && scalar.plain()) {
      OptionalDouble number = Numbers.parse(scalar.text());
      if (number.isPresent() && Double.isFinite(number.getAsDouble())) {
        return Optional.of(number.getAsDouble() + 0.0);
      }
    }
    return Optional.empty();
  }

  private static Optional<Object> flag(YamlNode node) {
    boolean taken =
        node instanceof Scalar scalar
            && scalar.plain()
            && (scalar.text().equals("true") || scalar.text().equals("false"));
    return taken ? Optional.of(Boolean.valueOf(((Scalar) node).text())) : Optional.empty();
  }

  private static Optional<Object> text(YamlNode node, boolean strict) {
    boolean taken =
        node instanceof Scalar scalar && !scalar.empty() && !(strict && notText(scalar));
    return taken ? Optional.of(((Scalar) node).text()) : Optional.empty();
  }

  /** Whether other readers of the file would take the scalar for a number or a truth value. */
  private static boolean notText(Scalar scalar) {
    return scalar.plain()
        && (scalar.empty()
            || Numbers.parse(scalar.text()).isPresent()
            || scalar.text().equals("true")
            || scalar.text().equals("false"));
  }

  private Optional<Object> list(String path, Shape.ListOf shape, Sequence sequence) {
    if (sequence.elements().size() > MAX_ELEMENTS) {
      findings.error(
          sequence.mark(),
          path,
          "must have at most " + MAX_ELEMENTS + " elements, has " + sequence.elements().size());
      return Optional.empty();
    }
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < sequence.elements().size(); i++) {
      read(path + '[' + i + ']', shape.element(), sequence.elements().get(i)).ifPresent(list::add);
    }
    return list.size() == sequence.elements().size()
        ? Optional.of(List.copyOf(list))
        : broken(path);
  }

  private Optional<Object> curve(String path, Shape.Curve curve, Sequence sequence) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < sequence.elements().size(); i++) {
      YamlNode element = sequence.elements().get(i);
      String at = path + '[' + i + ']';
      if (!(element instanceof Sequence pair) || pair.elements().size() != 2) {
        findings.error(element.mark(), at, "must be a point [x, y], is " + element.described());
        return broken(path);
      }
      Optional<Object> x = read(at + "[0]", curve.x(), pair.elements().get(0));
      Optional<Object> y = read(at + "[1]", curve.y(), pair.elements().get(1));
      if (x.isEmpty() || y.isEmpty()) {
        return broken(path);
      }
      Point point = new Point((Double) x.get(), (Double) y.get());
      if (!points.isEmpty() && !(point.x() > points.get(points.size() - 1).x())) {
        findings.error(
            element.mark(),
            at,
            "must increase in x, is "
                + Numbers.text(point.x())
                + " after "
                + Numbers.text(points.get(points.size() - 1).x()));
        return broken(path);
      }
      points.add(point);
    }
    return Optional.of(List.copyOf(points));
  }

  /** Nothing, because of a finding inside. */
  private Optional<Object> broken(String path) {
    findings.setUnusable(path);
    return Optional.empty();
  }
}
