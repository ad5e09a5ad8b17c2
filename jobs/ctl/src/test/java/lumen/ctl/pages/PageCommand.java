package lumen.ctl.pages;

import java.util.List;
import java.util.Optional;

/**
 * A command that a page tells to type.
 *
 * @param page path of the page from the checkout's root
 * @param line where it begins, from 1
 * @param text what is typed, on one line and without its comment
 * @param notRun what the page says it needs that no test has
 * @param shown lines that the page shows behind the block that it stands in, as what is said then;
 *     {@code ...} stands for any others
 */
record PageCommand(
    String page, int line, String text, Optional<String> notRun, List<String> shown) {
  /** What a page says beside a command that no test runs, and what that needs. */
  static final String MARK = "not run by a test: ";

  /** The command's first words, as entries of the table name them. */
  boolean begins(String words) {
    return text.equals(words) || text.startsWith(words + " ") || words.isEmpty();
  }

  /** Where it stands, and what it is. */
  @Override
  public String toString() {
    return page + ":" + line + ": " + text;
  }
}
