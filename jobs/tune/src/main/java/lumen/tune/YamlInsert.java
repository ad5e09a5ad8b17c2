package lumen.tune;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lumen.tune.YamlEdit.Splice;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A key that a YAML text leaves out, at the end of its section. */
final class YamlInsert {
  private static final Pattern BARE = Pattern.compile("[A-Za-z_/][A-Za-z0-9_/-]*");
  private static final String STEP = "  ";

  private final YamlDocument document;
  private final List<String> names;
  private final String value;
  private final String lineEnd;

  /**
   * A key to insert.
   *
   * @param names the sections that are left out, from the outermost, and the key
   */
  YamlInsert(YamlDocument document, List<String> names, String value) {
    this.document = document;
    this.names = names;
    this.value = value;
    this.lineEnd = lineEnd(document.text());
  }

  /** The line end that a text uses first; a line feed if it has none. */
  static String lineEnd(String text) {
    int feed = text.indexOf('\n');
    return feed > 0 && text.charAt(feed - 1) == '\r' ? "\r\n" : "\n";
  }

  /**
   * Inserts into a section.
   *
   * @param parent the section; empty: the document has no content
   */
  Splice into(Optional<Node> parent) {
    if (parent.isEmpty()) {
      return atEnd();
    }
    if (parent.get() instanceof MappingNode mapping) {
      return mapping.getFlowStyle() == FlowStyle.FLOW ? inBraces(mapping) : inBlock(mapping);
    }
    if (YamlDocument.isLeftOut(parent.get())) {
      return inPlaceOfNothing(parent.get());
    }
    throw new IllegalArgumentException("must lie in a section, but that is a value in the file");
  }

  private Splice atEnd() {
    String text = document.text();
    boolean open = !text.isEmpty() && !text.endsWith("\n");
    return new Splice(text.length(), text.length(), (open ? lineEnd : "") + block("") + lineEnd);
  }

  private Splice inPlaceOfNothing(Node nothing) {
    int start = document.start(nothing);
    int end = document.end(nothing);
    if (document.root().filter(root -> root.equals(nothing)).isPresent()) {
      return start == end ? atEnd() : new Splice(start, end, "{" + braces() + "}");
    }
    return new Splice(start, end, (start == end ? " {" : "{") + braces() + "}");
  }

  private Splice inBraces(MappingNode mapping) {
    List<NodeTuple> entries = mapping.getValue();
    if (entries.isEmpty()) {
      int at = document.start(mapping) + 1;
      return new Splice(at, at, braces());
    }
    int at = document.end(entries.get(entries.size() - 1).getValueNode());
    return new Splice(at, at, ", " + braces());
  }

  private Splice inBlock(MappingNode mapping) {
    Node first = mapping.getValue().get(0).getKeyNode();
    String indent = " ".repeat(first.getStartMark().getColumn());
    if (YamlDocument.lastLeaf(mapping) instanceof ScalarNode leaf && isTextBlock(leaf)) {
      int at = document.start(first);
      return new Splice(at, at, block(indent) + lineEnd + indent);
    }
    int feed = document.text().indexOf('\n', document.end(mapping));
    if (feed < 0) {
      int end = document.text().length();
      return new Splice(end, end, lineEnd + indent + block(indent));
    }
    return new Splice(feed + 1, feed + 1, indent + block(indent) + lineEnd);
  }

  /** A text block ends where the next thing begins, so nothing can be set right behind it. */
  private static boolean isTextBlock(ScalarNode scalar) {
    return scalar.getScalarStyle() == ScalarStyle.LITERAL
        || scalar.getScalarStyle() == ScalarStyle.FOLDED;
  }

  private String block(String indent) {
    StringBuilder text = new StringBuilder();
    String deeper = indent;
    for (int i = 0; i < names.size(); i++) {
      text.append(i == 0 ? "" : lineEnd + deeper).append(name(names.get(i))).append(':');
      deeper += STEP;
    }
    return text.append(' ').append(value).toString();
  }

  private String braces() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      text.append(i == 0 ? "" : "{").append(name(names.get(i))).append(": ");
    }
    return text.append(value).append("}".repeat(names.size() - 1)).toString();
  }

  private static String name(String name) {
    return BARE.matcher(name).matches() ? name : "'" + name.replace("'", "''") + "'";
  }
}
