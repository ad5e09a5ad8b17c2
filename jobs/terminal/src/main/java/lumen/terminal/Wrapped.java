package lumen.terminal;

import java.io.PrintWriter;

/** Text behind a title, going on below where it is wider than the terminal. */
public final class Wrapped {
  private Wrapped() {}

  /** Prints a title and a text, each line at most {@value TextTable#WIDTH} columns wide. */
  public static void print(String title, String text, PrintWriter out) {
    StringBuilder line = new StringBuilder(title);
    boolean empty = true;
    for (String word : text.split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > TextTable.WIDTH) {
        out.println(line.toString().stripTrailing());
        line = new StringBuilder(" ".repeat(title.length()));
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    out.println(line.toString().stripTrailing());
  }
}
