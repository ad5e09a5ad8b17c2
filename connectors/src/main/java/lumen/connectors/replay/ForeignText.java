package lumen.connectors.replay;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a text is that no recording is: a table, one JSON document, a page. Its first lines decide;
 * where two of them, or all, are JSON objects, it is a recording, whatever else they are. A text
 * that is nothing of these is none of ours to judge: it may be a recording whose beginning is
 * damaged.
 */
final class ForeignText {
  private static final int MOST_LINES = 200;
  private static final int LONGEST_NAMES = 40;
  private static final char[] DELIMITERS = {'\t', ';', ',', '|'};
  private static final String ROWS =
      "each row has to become such lines, as `lumenctl import` is to do, which this version does"
          + " not have yet";

  private ForeignText() {}

  /**
   * The form of a text.
   *
   * @param head its beginning; its last line counts where no other does, since it may be cut
   */
  static Optional<ForeignForm> of(byte[] head) {
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') {
        return Optional.empty();
      }
    }
    List<String> lines = lines(new String(head, StandardCharsets.UTF_8));
    long objects = lines.stream().filter(ForeignText::isObject).count();
    if (lines.isEmpty() || objects >= 2 || objects == lines.size()) {
      return Optional.empty();
    }
    String all = String.join("\n", lines);
    return document(all, lines.get(0)).or(() -> objects > 0 ? Optional.empty() : table(lines));
  }

  private static List<String> lines(String text) {
    String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    int end = unmarked.lastIndexOf('\n');
    String whole = end > 0 ? unmarked.substring(0, end) : unmarked;
    return whole.lines().map(String::strip).filter(l -> !l.isEmpty()).limit(MOST_LINES).toList();
  }

  private static boolean isObject(String line) {
    return line.startsWith("{") && line.endsWith("}") && line.length() > 2;
  }

  private static Optional<ForeignForm> document(String text, String first) {
    if (text.matches("(?s)\\[\\s*\\{.*")) {
      return Optional.of(
          new ForeignForm("one JSON array", "`jq -c '.[]'` makes a line of each object in it"));
    }
    if (first.equals("{") || first.equals("[")) {
      return Optional.of(
          new ForeignForm("JSON over several lines", "`jq -c .` makes a line of each object"));
    }
    if (text.matches("(?is)<(\\?xml|!doctype|html|gpx|TrainingCenterDatabase).*")) {
      return Optional.of(new ForeignForm("XML or HTML", ForeignForm.IMPORT));
    }
    return Optional.empty();
  }

  private static Optional<ForeignForm> table(List<String> lines) {
    List<String> rows =
        lines.stream().filter(l -> !l.startsWith("#") && !l.startsWith("%")).toList();
    if (rows.size() >= 2 && rows.stream().allMatch(row -> row.matches("[-+0-9.eE]+"))) {
      return Optional.of(new ForeignForm("a list of numbers", ROWS));
    }
    for (char delimiter : DELIMITERS) {
      Optional<ForeignForm> found = table(rows, delimiter);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** A table has a row of names or numbers, and most rows have as many cells as the first. */
  private static Optional<ForeignForm> table(List<String> rows, char delimiter) {
    int columns = rows.isEmpty() ? 0 : cells(rows.get(0), delimiter);
    if (columns < 2 || rows.stream().anyMatch(row -> row.startsWith("{") || row.startsWith("["))) {
      return Optional.empty();
    }
    long alike = rows.stream().filter(row -> cells(row, delimiter) == columns).count();
    if (rows.size() < 2 || alike < 0.8 * rows.size()) {
      return Optional.empty();
    }
    String names = rows.get(0);
    String shown =
        names.length() > LONGEST_NAMES ? names.substring(0, LONGEST_NAMES) + "..." : names;
    return Optional.of(
        new ForeignForm(
            "a %s of %d columns (%s)"
                .formatted(delimiter == '\t' ? "TSV" : "CSV", columns, shown.replace('\t', ' ')),
            ROWS));
  }

  /** Cells of a row; a delimiter within quotes divides none. */
  private static int cells(String row, char delimiter) {
    int cells = 1;
    boolean quoted = false;
    for (int i = 0; i < row.length(); i++) {
      char c = row.charAt(i);
      quoted ^= c == '"';
      cells += c == delimiter && !quoted ? 1 : 0;
    }
    return cells;
  }
}
