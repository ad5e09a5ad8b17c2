package lumen.tune;

import java.util.stream.Collectors;
import lumen.tune.YamlEdit.Splice;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A table of another length in place of one that stands in a YAML text. */
final class YamlTable {
  private YamlTable() {}

  /**
   * Replaces a whole list: one in brackets by one in brackets, one of dashes by one of dashes.
   *
   * @throws IllegalArgumentException if a comment inside would be lost
   */
  static Splice rewrite(YamlDocument document, SequenceNode sequence, NewValue.Table table) {
    int start = document.start(sequence);
    int end = document.end(sequence);
    if (document.text().substring(start, end).contains("#")) {
      throw new IllegalArgumentException(
          "must be without comments inside, or keep its number of points: edit by hand");
    }
    boolean flow = sequence.getFlowStyle() == FlowStyle.FLOW;
    return new Splice(start, end, flow ? table.text() : dashes(document, sequence, table));
  }

  private static String dashes(YamlDocument document, SequenceNode sequence, NewValue.Table table) {
    String indent = " ".repeat(sequence.getStartMark().getColumn());
    String lineEnd = YamlInsert.lineEnd(document.text());
    return table.curve().points().stream()
        .map(point -> "- " + NewValue.Table.text(point))
        .collect(Collectors.joining(lineEnd + indent));
  }
}
