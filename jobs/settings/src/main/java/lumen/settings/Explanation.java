package lumen.settings;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Every effective setting with where it comes from, and what follows from them.
 *
 * @param rows the settings in the order of files and keys
 * @param computed what follows from them
 */
public record Explanation(List<Row> rows, List<Computed> computed) {
  private static final int WIDTH = 100;

  /** Copies the lists. */
  public Explanation {
    rows = List.copyOf(rows);
    computed = List.copyOf(computed);
  }

  /**
   * One setting.
   *
   * @param file such as fusion.yaml
   * @param key its path in the file
   * @param value as text; in parentheses what holds instead of a value
   * @param unit unit of the value, or empty
   * @param origin {@code default}, or file and line such as {@code fusion.yaml:7}
   */
  public record Row(String file, String key, String value, String unit, String origin) {}

  /**
   * Something that follows from settings.
   *
   * @param name with its unit
   * @param value the number
   * @param made what it is made of, and what changes it
   */
  public record Computed(String name, double value, String made) {}

  /** A table per file, at most 100 columns wide. */
  public String text() {
    StringBuilder text = new StringBuilder();
    String file = "";
    List<String[]> lines = new ArrayList<>();
    for (Row row : rows) {
      if (!row.file().equals(file)) {
        flush(text, file, lines);
        file = row.file();
      }
      lines.add(new String[] {row.key(), row.value(), row.unit(), row.origin()});
    }
    flush(text, file, lines);
    for (Computed figure : computed) {
      lines.add(new String[] {figure.name(), Numbers.text(figure.value()), figure.made()});
    }
    flush(text, "computed", lines);
    return text.toString();
  }

  private static void flush(StringBuilder text, String title, List<String[]> lines) {
    if (!lines.isEmpty()) {
      text.append(text.length() == 0 ? "" : "\n").append(title).append('\n');
      Columns.append(text, lines, WIDTH);
      lines.clear();
    }
  }

  /** The same as JSON. */
  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode settings = root.putArray("settings");
    for (Row row : rows) {
      settings
          .addObject()
          .put("file", row.file())
          .put("key", row.key())
          .put("value", row.value())
          .put("unit", row.unit())
          .put("origin", row.origin());
    }
    ArrayNode figures = root.putArray("computed");
    for (Computed figure : computed) {
      figures
          .addObject()
          .put("name", figure.name())
          .put("value", figure.value())
          .put("made", figure.made());
    }
    return root;
  }
}
