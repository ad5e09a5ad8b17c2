package lumen.tune;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/**
 * The difference of two texts as people read it: unified format with three lines of context. What
 * is written here is what the library's own writer of that format does not do: a missing line feed
 * is told, carriage returns are not shown, and the count of a single line is left out.
 */
final class UnifiedDiff {
  private static final int CONTEXT = 3;
  private static final String NO_FEED = "\\ No newline at end of file";

  private final List<Line> lines;

  private UnifiedDiff(List<Line> lines) {
    this.lines = lines;
  }

  /** A line of the script: kept, taken out or put in. */
  private record Line(char sign, String text) {}

  /** The difference, each line ended by a line feed; empty if there is none. */
  static String of(String file, String before, String after) {
    if (before.equals(after)) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    text.append("--- ").append(before.isEmpty() ? "/dev/null" : file).append('\n');
    text.append("+++ ").append(file).append('\n');
    new UnifiedDiff(script(lines(before), lines(after))).hunks(text);
    return text.toString();
  }

  /** The lines with a mark on the last one, if no line feed ends it. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', start)) {
      lines.add(text.substring(start, feed));
      start = feed + 1;
    }
    if (start < text.length()) {
      lines.add(text.substring(start) + '\n');
    }
    return lines;
  }

  /** The shortest way from one to the other, what is kept included. */
  private static List<Line> script(List<String> before, List<String> after) {
    List<Line> script = new ArrayList<>();
    int next = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
      int changed = delta.getSource().getPosition();
      add(script, ' ', before.subList(next, changed));
      add(script, '-', delta.getSource().getLines());
      add(script, '+', delta.getTarget().getLines());
      next = changed + delta.getSource().size();
    }
    add(script, ' ', before.subList(next, before.size()));
    return script;
  }

  private static void add(List<Line> script, char sign, List<String> lines) {
    lines.forEach(line -> script.add(new Line(sign, line)));
  }

  private void hunks(StringBuilder text) {
    int from = 0;
    while (from < lines.size()) {
      int first = from;
      while (first < lines.size() && lines.get(first).sign() == ' ') {
        first++;
      }
      if (first == lines.size()) {
        return;
      }
      int end = endOfHunk(first);
      hunk(text, Math.max(from, first - CONTEXT), Math.min(lines.size(), end + CONTEXT));
      from = Math.min(lines.size(), end + CONTEXT);
    }
  }

  /** Behind the last change that is followed by more kept lines than two contexts. */
  private int endOfHunk(int first) {
    int end = first;
    for (int i = first; i < lines.size() && i - end <= 2 * CONTEXT; i++) {
      if (lines.get(i).sign() != ' ') {
        end = i + 1;
      }
    }
    return end;
  }

  private void hunk(StringBuilder text, int from, int to) {
    List<Line> part = lines.subList(from, to);
    text.append("@@ -").append(range(lines.subList(0, from), part, '+'));
    text.append(" +").append(range(lines.subList(0, from), part, '-')).append(" @@\n");
    for (Line line : part) {
      boolean open = line.text().endsWith("\n");
      String shown = line.text().replace("\r", "").replace("\n", "");
      text.append(line.sign()).append(shown).append('\n');
      text.append(open ? NO_FEED + "\n" : "");
    }
  }

  /** First line and number of lines on one side: those without the other side's sign. */
  private static String range(List<Line> earlier, List<Line> part, char others) {
    long start = earlier.stream().filter(line -> line.sign() != others).count();
    long count = part.stream().filter(line -> line.sign() != others).count();
    return (count == 0 ? start : start + 1) + (count == 1 ? "" : "," + count);
  }
}
