package lumen.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import lumen.terminal.TextTable;
import org.junit.jupiter.api.Test;

class RowTableTest {
  private static final Sitting SITTING =
      new Sitting("scripts/benchmark x", "2 x a processor, 24 GiB, JDK 17", "abcdef0");

  private static String printed(List<MeasuredRow> rows) {
    StringWriter text = new StringWriter();
    new RowTable(rows).print(new PrintWriter(text, true));
    return text.toString();
  }

  @Test
  void everyRowStandsInItUnmeasured() {
    String text = printed(List.of());
    for (BenchmarkRow row : BenchmarkRow.values()) {
      assertThat(text).contains(row.title());
    }
    assertThat(text.lines().skip(1)).hasSize(BenchmarkRow.values().length);
    assertThat(text.lines().skip(1)).allMatch(line -> line.endsWith("not measured"));
  }

  @Test
  void noLineIsWiderThanATerminalAndNoTitleIsCut() {
    List<MeasuredRow> all =
        Arrays.stream(BenchmarkRow.values())
            .map(
                row ->
                    SITTING.row(
                        row, 0, row.bar().unit().scaled(18.88), row.bar().unit().scaled(188.88)))
            .toList();
    String text = printed(all);
    assertThat(text.lines()).allMatch(line -> line.length() <= TextTable.WIDTH, text);
    assertThat(text).doesNotContain("…").contains("job / one thread, default");
  }

  @Test
  void aRowTellsItsNewestMeasurement() {
    String text =
        printed(
            List.of(
                SITTING.row(BenchmarkRow.ONE_THREAD, 0.5),
                SITTING.row(BenchmarkRow.ONE_THREAD, 1.1, 0.9, 1.2)));
    assertThat(text)
        .containsPattern("one thread, default +- +>= 1 +1\\.3 +1\\.10 +0\\.90 \\.\\. 1\\.20 +met");
  }

  @Test
  void aBarIsMissedByTheMedian() {
    assertThat(printed(List.of(SITTING.row(BenchmarkRow.LIVE_CPU, 0.09, 0.11, 0.12))))
        .containsPattern("11\\.0 % +9\\.0 \\.\\. 12\\.0 +MISSED");
    assertThat(printed(List.of(SITTING.row(BenchmarkRow.LIVE_CPU, 0.02, 0.05, 0.3))))
        .containsPattern("5\\.0 % +2\\.0 \\.\\. 30\\.0 +met, stretch");
    assertThat(BenchmarkRow.NAIVE.bar().verdict(20)).isEqualTo("met");
    assertThat(BenchmarkRow.RECOVERY.bar().verdict(12)).isEqualTo("met");
    assertThat(printed(List.of(SITTING.row(BenchmarkRow.PARSE_JACKSON, 4.4)))).contains("no bar");
  }

  @Test
  void measurementsOfTwoBuildsAreSaidToBeSo() {
    Sitting other = new Sitting("scripts/benchmark x", SITTING.machine(), "1234567+");
    String text =
        printed(List.of(SITTING.row(BenchmarkRow.NAIVE, 21), other.row(BenchmarkRow.PARSE, 1e9)));
    assertThat(text)
        .contains("at commit abcdef0", "at commit 1234567+")
        .contains("rows of several machines or commits");
  }

  @Test
  void aMeasurementOfNoRowIsNamed() {
    assertThat(printed(List.of(SITTING.row("job.0a15d68", RowUnit.RATIO, 1))))
        .contains("no row of this table: job.0a15d68");
  }

  @Test
  void aPageGetsTheSameCells() {
    StringWriter text = new StringWriter();
    new RowTable(List.of(SITTING.row(BenchmarkRow.NAIVE, 21, 22, 23)))
        .printMarkdown(new PrintWriter(text, true));
    assertThat(text.toString())
        .startsWith("| row | befbdc8 | bar | stretch | median | range | verdict |")
        .contains("| job / naive job, clip none | 14 | >= 20 | - | 22.00 | 21.00 .. 23.00 | met |");
  }
}
