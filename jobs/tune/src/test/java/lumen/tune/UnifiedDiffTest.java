package lumen.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
  @Test
  void showsThreeLinesOfContext() {
    assertThat(
            UnifiedDiff.of("f.yaml", "1\n2\n3\n4\nx\n6\n7\n8\n9\n", "1\n2\n3\n4\ny\n6\n7\n8\n9\n"))
        .isEqualTo(
            """
            --- f.yaml
            +++ f.yaml
            @@ -2,7 +2,7 @@
             2
             3
             4
            -x
            +y
             6
             7
             8
            """);
  }

  @Test
  void farChangesAreHunksOfTheirOwn() {
    String text = "a\n1\n2\n3\n4\n5\n6\n7\nb\n";
    assertThat(UnifiedDiff.of("f", text, text.replace("a\n", "").replace("b", "b\nc")))
        .isEqualTo(
            """
            --- f
            +++ f
            @@ -1,4 +1,3 @@
            -a
             1
             2
             3
            @@ -7,3 +6,4 @@
             6
             7
             b
            +c
            """);
  }

  @Test
  void changesWhoseContextsMeetAreOneHunk() {
    String text = "a\n1\n2\n3\n4\n5\n6\nb\n";
    assertThat(UnifiedDiff.of("f", text, text.replace("a", "x").replace("b", "y")))
        .containsOnlyOnce("@@ -1,8 +1,8 @@");
  }

  @Test
  void newFileAndMissingLineFeedAreTold() {
    assertThat(UnifiedDiff.of("f", "", "a\n"))
        .isEqualTo("--- /dev/null\n+++ f\n@@ -0,0 +1 @@\n+a\n");
    assertThat(UnifiedDiff.of("f", "a\r\nb", "a\r\nc"))
        .isEqualTo(
            """
            --- f
            +++ f
            @@ -1,2 +1,2 @@
             a
            -b
            \\ No newline at end of file
            +c
            \\ No newline at end of file
            """);
    assertThat(UnifiedDiff.of("f", "a", "a")).isEmpty();
  }

  /** Taken the way that patch takes it, the difference turns one text into the other. */
  @Test
  void differenceLeadsFromOneTextToTheOther() {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      String before = text(random);
      String after = text(random);
      assertThat(applied(before, UnifiedDiff.of("f", before, after)))
          .as("seed %d", seed)
          .isEqualTo(after);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      text.append((char) ('a' + random.nextInt(4))).append('\n');
    }
    return text.toString();
  }

  private static String applied(String before, String diff) {
    List<String> left = before.lines().toList();
    List<String> result = new ArrayList<>();
    int at = 0;
    for (String line : diff.lines().skip(2).toList()) {
      if (line.startsWith("@@")) {
        String[] range = line.substring(4, line.indexOf(' ', 4)).split(",", -1);
        boolean none = range.length == 2 && range[1].equals("0");
        int start = Integer.parseInt(range[0]) - (none ? 0 : 1);
        result.addAll(left.subList(at, start));
        at = start;
      } else if (line.startsWith("+")) {
        result.add(line.substring(1));
      } else {
        assertThat(left.get(at++)).isEqualTo(line.substring(1));
        if (line.startsWith(" ")) {
          result.add(line.substring(1));
        }
      }
    }
    result.addAll(left.subList(at, left.size()));
    return String.join("\n", result) + (result.isEmpty() ? "" : "\n");
  }
}
