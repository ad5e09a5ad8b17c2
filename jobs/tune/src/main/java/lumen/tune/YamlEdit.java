package lumen.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Gives one key of a YAML text another value, in place: every character that is not of the value
 * stays, comments, order, quotes and line ends included. A table of the same length keeps its
 * layout, number by number. A key that is left out is inserted into its section, or the section
 * with it.
 *
 * <p>The result is read again and must differ from the text in this value alone; a text in which
 * that cannot be done is refused, not rewritten.
 */
final class YamlEdit {
  private final YamlDocument document;
  private final List<String> path;
  private final NewValue value;
  private final List<Splice> splices = new ArrayList<>();

  private YamlEdit(YamlDocument document, List<String> path, NewValue value) {
    this.document = document;
    this.path = path;
    this.value = value;
  }

  /** Characters from..to are replaced by a text. */
  record Splice(int from, int to, String text) {}

  /**
   * The text with the value.
   *
   * @param text without byte order mark, accepted by lint
   * @param value a number, a word or a table
   * @throws IllegalArgumentException if it cannot be done in place; the message says why
   */
  static String with(String text, List<String> path, NewValue value) {
    YamlEdit edit = new YamlEdit(YamlDocument.of(text), path, value);
    edit.plan();
    StringBuilder edited = new StringBuilder(text);
    for (int i = edit.splices.size() - 1; i >= 0; i--) {
      Splice splice = edit.splices.get(i);
      edited.replace(splice.from(), splice.to(), splice.text());
    }
    edit.check(edited.toString());
    return edited.toString();
  }

  private void plan() {
    Optional<Node> node = document.root();
    for (int depth = 0; depth < path.size(); depth++) {
      if (node.isEmpty() || !(node.get() instanceof MappingNode mapping)) {
        insert(node, depth);
        return;
      }
      Optional<Node> next = YamlDocument.value(mapping, path.get(depth));
      if (next.isEmpty()) {
        insert(node, depth);
        return;
      }
      node = next;
    }
    replace(node.orElseThrow());
  }

  private void insert(Optional<Node> parent, int depth) {
    List<String> names = path.subList(depth, path.size());
    splices.add(new YamlInsert(document, names, value.text()).into(parent));
  }

  private void replace(Node node) {
    if (value instanceof NewValue.Table table && node instanceof SequenceNode sequence) {
      replaceTable(sequence, table);
    } else if (node instanceof ScalarNode scalar && !(value instanceof NewValue.Table)) {
      replaceScalar(scalar, value.text());
    } else {
      throw new IllegalArgumentException("must be of the kind that stands in the file");
    }
  }

  private void replaceScalar(ScalarNode scalar, String text) {
    String quote =
        switch (scalar.getScalarStyle()) {
          case PLAIN -> "";
          case SINGLE_QUOTED -> "'";
          case DOUBLE_QUOTED -> "\"";
          default -> throw new IllegalArgumentException("must not be a text block: edit by hand");
        };
    String blank = scalar.getScalarStyle() == ScalarStyle.PLAIN && isNothing(scalar) ? " " : "";
    splices.add(
        new Splice(document.start(scalar), document.end(scalar), blank + quote + text + quote));
  }

  /** Whether a scalar has no character of its own: it stands right behind the colon. */
  private boolean isNothing(ScalarNode scalar) {
    return document.start(scalar) == document.end(scalar);
  }

  private void replaceTable(SequenceNode sequence, NewValue.Table table) {
    List<Node> points = sequence.getValue();
    if (points.size() != table.curve().points().size()) {
      splices.add(YamlTable.rewrite(document, sequence, table));
      return;
    }
    for (int i = 0; i < points.size(); i++) {
      if (!(points.get(i) instanceof SequenceNode pair) || pair.getValue().size() != 2) {
        throw new IllegalArgumentException("must be a table of points [x, y] in the file");
      }
      replaceNumber(pair.getValue().get(0), table.curve().points().get(i).x());
      replaceNumber(pair.getValue().get(1), table.curve().points().get(i).y());
    }
  }

  private void replaceNumber(Node node, double number) {
    if (!(node instanceof ScalarNode scalar)) {
      throw new IllegalArgumentException("must be a table of numbers in the file");
    }
    if (Double.parseDouble(scalar.getValue()) != number) {
      replaceScalar(scalar, NewValue.Decimal.of(number).text());
    }
  }

  /** Nothing else may have changed. */
  private void check(String edited) {
    Object found;
    try {
      found = YamlDocument.of(edited).content();
    } catch (YAMLException e) {
      throw new IllegalArgumentException("must be written in another way: edit by hand", e);
    }
    if (!expected(document.content(), 0).equals(found)) {
      throw new IllegalArgumentException("must be written in another way: edit by hand");
    }
  }

  private Object expected(Object content, int depth) {
    if (depth == path.size()) {
      return YamlDocument.of(value.text()).content();
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    if (content instanceof Map<?, ?> given) {
      map.putAll(given);
    }
    String name = path.get(depth);
    map.put(name, expected(map.getOrDefault(name, ""), depth + 1));
    return map;
  }
}
