package lumen.overlay.flagd;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import lumen.settings.Findings;
import lumen.settings.KeyPath;
import lumen.settings.Numbers;
import lumen.settings.YamlNode;
import lumen.settings.YamlNode.Entry;
import lumen.settings.YamlNode.Mapping;
import lumen.settings.YamlNode.Scalar;
import lumen.settings.YamlNode.Sequence;

/** Reads the one form that a node may have; everything else is found, with its place. */
final class NodeReader {
  private final Findings findings;

  NodeReader(Findings findings) {
    this.findings = findings;
  }

  <T> Optional<T> refuse(YamlNode node, String path, String accepted) {
    findings.error(node.mark(), path, "must be " + accepted + ", is " + node.described());
    return Optional.empty();
  }

  /** A section with these keys and no others. */
  Optional<Mapping> section(YamlNode node, String path, List<String> keys) {
    if (!(node instanceof Mapping mapping)) {
      return refuse(node, path, "an object with " + String.join(", ", keys));
    }
    boolean right = true;
    for (Entry entry : mapping.entries()) {
      if (!keys.contains(entry.key().text())) {
        findings.error(
            entry.key().mark(),
            KeyPath.join(path, entry.key().text()),
            "must be one of " + String.join(", ", keys));
        right = false;
      }
    }
    for (String key : keys) {
      if (find(mapping, key).isEmpty()) {
        findings.error(mapping.mark(), KeyPath.join(path, key), "must be given, is missing");
        right = false;
      }
    }
    return right ? Optional.of(mapping) : Optional.empty();
  }

  static Optional<YamlNode> find(Mapping mapping, String key) {
    return mapping.entries().stream()
        .filter(entry -> entry.key().text().equals(key))
        .map(Entry::value)
        .findFirst();
  }

  static YamlNode get(Mapping mapping, String key) {
    return find(mapping, key).orElseThrow();
  }

  /** A list of so many. */
  Optional<List<YamlNode>> list(YamlNode node, String path, int from, int to) {
    if (node instanceof Sequence list
        && list.elements().size() >= from
        && list.elements().size() <= to) {
      return Optional.of(list.elements());
    }
    return refuse(node, path, "a list of " + (from == to ? "" : from + " to ") + to);
  }

  /** What an operation with this name is given: so many arguments. */
  Optional<List<YamlNode>> arguments(
      YamlNode node, String path, String operation, int from, int to) {
    return section(node, path, List.of(operation))
        .flatMap(section -> list(get(section, operation), KeyPath.join(path, operation), from, to));
  }

  /** Whether a node is this text or plain word. */
  boolean is(YamlNode node, String path, String text, boolean plain) {
    boolean same =
        node instanceof Scalar scalar && scalar.plain() == plain && scalar.text().equals(text);
    if (!same) {
      refuse(node, path, plain ? text : '"' + text + '"');
    }
    return same;
  }

  /** Whether a node is the variable of this name. */
  boolean isVariable(YamlNode node, String path, String name) {
    return section(node, path, List.of("var"))
        .filter(section -> is(get(section, "var"), KeyPath.join(path, "var"), name, false))
        .isPresent();
  }

  Optional<String> text(YamlNode node, String path) {
    return node instanceof Scalar scalar && !scalar.plain() && !scalar.text().isEmpty()
        ? Optional.of(scalar.text())
        : refuse(node, path, "a text");
  }

  /** A number within both ends. */
  Optional<Double> number(YamlNode node, String path, double from, double to, boolean whole) {
    OptionalDouble number =
        node instanceof Scalar scalar && scalar.plain()
            ? Numbers.parse(scalar.text())
            : OptionalDouble.empty();
    double value = number.orElse(Double.NaN);
    boolean right = value >= from && value <= to && (!whole || value == Math.rint(value));
    String accepted = (whole ? "a whole number from " : "a number from ") + Numbers.text(from);
    return right ? Optional.of(value) : refuse(node, path, accepted + " to " + Numbers.text(to));
  }
}
