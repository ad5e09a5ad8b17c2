package lumen.settings;

import java.util.List;

/** Sets rows of cells in columns; a cell that is too wide goes on below. */
final class Columns {
  private static final String INDENT = "  ";
  private static final int WIDEST_FIRST = 46;

  private Columns() {}

  /** Appends the rows, each line at most {@code width} characters long. */
  static void append(StringBuilder text, List<String[]> rows, int width) {
    int[] widths = widths(rows, width);
    for (String[] row : rows) {
      String[] rest = row.clone();
      do {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < rest.length; i++) {
          int cut = cut(rest[i], widths[i]);
          String part = rest[i].substring(0, cut);
          line.append(INDENT).append(part).append(" ".repeat(widths[i] - part.length()));
          rest[i] = rest[i].substring(cut).stripLeading();
        }
        text.append(line.toString().stripTrailing()).append('\n');
      } while (!String.join("", rest).isEmpty());
    }
  }

  /** The widest cell of each column; the second, or the last if there are three, takes the cut. */
  private static int[] widths(List<String[]> rows, int width) {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    widths[0] = Math.min(widths[0], WIDEST_FIRST);
    int yielding = widths.length == 3 ? 2 : 1;
    int others = 0;
    for (int i = 0; i < widths.length; i++) {
      others += INDENT.length() + (i == yielding ? 0 : widths[i]);
    }
    widths[yielding] = Math.min(widths[yielding], Math.max(8, width - others));
    return widths;
  }

  private static int cut(String cell, int width) {
    if (cell.length() <= width) {
      return cell.length();
    }
    int space = cell.lastIndexOf(' ', width);
    return space > width / 2 ? space : width;
  }
}
