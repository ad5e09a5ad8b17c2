package lumen.tune;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML text and where its nodes stand in it. It is taken for granted that the text was accepted
 * by lint: one document, no anchors, no tags, no key twice.
 */
final class YamlDocument {
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private final String text;
  private final Optional<Node> root;

  private YamlDocument(String text, Optional<Node> root) {
    this.text = text;
    this.root = root;
  }

  /**
   * Reads a text without byte order mark.
   *
   * @throws YAMLException if it is not YAML
   */
  static YamlDocument of(String text) {
    Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
    return new YamlDocument(text, Optional.ofNullable(root));
  }

  String text() {
    return text;
  }

  Optional<Node> root() {
    return root;
  }

  /** Where a node begins, in chars. */
  int start(Node node) {
    return offset(node.getStartMark());
  }

  /** Where the last character of a node ends: a block collection ends with its last leaf. */
  int end(Node node) {
    return offset(lastLeaf(node).getEndMark());
  }

  /** Marks count code points. */
  private int offset(Mark mark) {
    return text.offsetByCodePoints(0, mark.getIndex());
  }

  /** The scalar or flow collection that a node ends with. */
  static Node lastLeaf(Node node) {
    Node leaf = node;
    while (leaf instanceof CollectionNode<?> block && block.getFlowStyle() != FlowStyle.FLOW) {
      List<?> parts = block.getValue();
      Object last = parts.get(parts.size() - 1);
      leaf = last instanceof NodeTuple entry ? entry.getValueNode() : (Node) last;
    }
    return leaf;
  }

  /** The value of a key of a mapping. */
  static Optional<Node> value(MappingNode mapping, String name) {
    for (NodeTuple entry : mapping.getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
        return Optional.of(entry.getValueNode());
      }
    }
    return Optional.empty();
  }

  /** Whether a node is a key's value that was left out. */
  static boolean isLeftOut(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && (scalar.getValue().isEmpty()
            || scalar.getValue().equals("~")
            || scalar.getValue().equals("null"));
  }

  /** The content without places and styles: maps, lists, texts, and numbers as Double. */
  Object content() {
    return root.map(YamlDocument::content).orElse("");
  }

  private static Object content(Node node) {
    if (node instanceof MappingNode mapping) {
      Map<String, Object> map = new LinkedHashMap<>();
      for (NodeTuple entry : mapping.getValue()) {
        map.put(content(entry.getKeyNode()).toString(), content(entry.getValueNode()));
      }
      return map;
    }
    if (node instanceof SequenceNode sequence) {
      List<Object> list = new ArrayList<>();
      sequence.getValue().forEach(element -> list.add(content(element)));
      return list;
    }
    return isLeftOut(node) ? "" : content((ScalarNode) node);
  }

  private static Object content(ScalarNode scalar) {
    String value = scalar.getValue();
    boolean number =
        scalar.getScalarStyle() == ScalarStyle.PLAIN && DECIMAL.matcher(value).matches();
    return number ? (Object) Double.valueOf(value) : value;
  }
}
