package lumen.ctl.tune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The difference of two texts as people read it: unified format with three lines of context, the
 * shortest edit script after Myers ("An O(ND) difference algorithm and its variations", 1986).
 * Costs O((n + m) d) for d changed lines; carriage returns are not shown.
 */
final class UnifiedDiff {
  private static final int CONTEXT = 3;
  private static final String NO_FEED = "\\ No newline at end of file";

  private final List<String> before;
  private final List<String> after;
  private final List<Line> lines = new ArrayList<>();

  private UnifiedDiff(String before, String after) {
    this.before = lines(before);
    this.after = lines(after);
  }

  /** A line of the script: kept, taken out or put in. */
  private record Line(char sign, String text) {}

  /** The difference, each line ended by a line feed; empty if there is none. */
  static String of(String file, String before, String after) {
    if (before.equals(after)) {
      return "";
    }
    UnifiedDiff diff = new UnifiedDiff(before, after);
    diff.trace();
    StringBuilder text = new StringBuilder();
    text.append("--- ").append(before.isEmpty() ? "/dev/null" : file).append('\n');
    text.append("+++ ").append(file).append('\n');
    diff.hunks(text);
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

  /** Walks from both ends to the middle: furthest[k] is how far x comes on diagonal k. */
  private void trace() {
    int n = before.size();
    int m = after.size();
    List<int[]> steps = new ArrayList<>();
    int[] furthest = new int[2 * (n + m) + 3];
    int origin = n + m + 1;
    for (int d = 0; d <= n + m; d++) {
      steps.add(window(furthest, origin, d));
      for (int k = -d; k <= d; k += 2) {
        int x = start(furthest, origin, d, k);
        while (x < n && x - k < m && before.get(x).equals(after.get(x - k))) {
          x++;
        }
        furthest[origin + k] = x;
        if (x >= n && x - k >= m) {
          back(steps, d);
          return;
        }
      }
    }
  }

  /** The part of the front that step d can have reached. */
  private static int[] window(int[] furthest, int origin, int d) {
    int[] window = new int[2 * d + 3];
    System.arraycopy(furthest, origin - d - 1, window, 0, window.length);
    return window;
  }

  private static int start(int[] furthest, int origin, int d, int k) {
    boolean down = k == -d || (k != d && furthest[origin + k - 1] < furthest[origin + k + 1]);
    return down ? furthest[origin + k + 1] : furthest[origin + k - 1] + 1;
  }

  private void back(List<int[]> steps, int last) {
    int x = before.size();
    int y = after.size();
    for (int d = last; d >= 0; d--) {
      int[] front = steps.get(d);
      int origin = d + 1;
      int k = x - y;
      int startX = d == 0 ? 0 : start(front, origin, d, k);
      int startY = d == 0 ? 0 : startX - k;
      while (x > startX && y > startY) {
        lines.add(new Line(' ', before.get(--x)));
        y--;
      }
      if (d > 0) {
        boolean down = k == -d || (k != d && front[origin + k - 1] < front[origin + k + 1]);
        lines.add(down ? new Line('+', after.get(--y)) : new Line('-', before.get(--x)));
      }
    }
    Collections.reverse(lines);
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
