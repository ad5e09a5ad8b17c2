package lumen.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class TextTableTest {
  @Test
  void alignsNumbersToTheRightAndTextToTheLeft() {
    TextTable table = new TextTable("tenant", "frames").row("a", "12").row("longer", "1,234");
    assertThat(print(table)).containsExactly("tenant  frames", "a           12", "longer   1,234");
  }

  @Test
  void widestColumnGivesWay() {
    TextTable table = new TextTable("id", "cause").row("1", "x".repeat(200));
    assertThat(print(table))
        .allMatch(line -> line.length() <= TextTable.WIDTH)
        .last()
        .satisfies(line -> assertThat(line).hasSize(TextTable.WIDTH).endsWith("…"));
  }

  @Test
  void rowMustFitTheHeader() {
    TextTable table = new TextTable("a", "b");
    assertThatThrownBy(() -> table.row("1"))
        .hasMessage("must have as many cells as the header: cells=1 header=2");
  }

  private static java.util.List<String> print(TextTable table) {
    StringWriter text = new StringWriter();
    table.print(new PrintWriter(text, true));
    return text.toString().lines().toList();
  }
}
