package lumen.ctl.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import lumen.cluster.job.CheckpointSums;
import org.junit.jupiter.api.Test;

class LiveTableTest {
  private static final LiveLoad LOAD =
      new LiveLoad(
          5_000, 10, 1, EnumSet.allOf(LoadWay.class), "127.0.0.1:9092", "a <b>loopback</b>", 20, 0);

  /** A job that keeps to every bar, but for what is given. */
  private static LiveMeasure measure(
      double cpuP95, double lateP99, double scrapeP95, long lost, double senderLate) {
    return new LiveMeasure(
        LOAD,
        600,
        new ProcessUse(0.09, cpuP95, 1_500_000_000L),
        List.of(0.08, 0.09, 0.1, 0.09, 0.09),
        new ProcessUse(0.01, 0.02, 500_000_000L),
        new LoadSent(3_000_000, senderLate),
        3_000_000,
        lost,
        new FrameDelays(15_000, 0.012, lateP99, 2.5, 5.1),
        new ScrapeLoop.Scrapes(12_000, 0, 0.004, scrapeP95),
        0.01,
        new CheckpointSums(120, 0, 140, 1 << 20, 9 << 20),
        3_600,
        List.of(11.5));
  }

  private static final LiveMeasure GOOD = measure(0.2, 0.045, 0.02, 0, 0.001);

  private static Stream<String> missed(LiveMeasure found) {
    return LiveVerdict.of(found).stream().filter(bar -> !bar.met()).map(Requirement::name);
  }

  @Test
  void whatKeepsToEveryBarIsHeld() {
    assertThat(missed(GOOD)).isEmpty();
    assertThat(GOOD.held()).isTrue();
  }

  @Test
  void eachBarCanBeMissedAlone() {
    assertThat(missed(measure(0.71, 0.045, 0.02, 0, 0.001)))
        .containsExactly("CPU of the TaskManager, p95");
    assertThat(missed(measure(0.2, 0.051, 0.02, 0, 0.001)))
        .containsExactly("frame beyond its known delay, p99");
    assertThat(missed(measure(0.2, 0.045, 0.151, 0, 0.001))).containsExactly("scrape, p95");
    assertThat(missed(measure(0.2, 0.045, 0.02, 1, 0.001)))
        .containsExactly("late, dropped or rejected");
  }

  @Test
  void whatNobodyMeasuredMeetsNoBar() {
    assertThat(missed(measure(0.2, Double.NaN, Double.NaN, 0, 0.001)))
        .containsExactly("scrape, p95", "frame beyond its known delay, p99");
  }

  @Test
  void aRateIsNotHeldByAJobThatLagsOrLosesNorByASenderThatDoes() {
    assertThat(measure(0.2, 1.01, 0.02, 0, 0.001).held()).isFalse();
    assertThat(measure(0.2, 0.99, 0.02, 0, 0.001).held()).isTrue();
    assertThat(measure(0.2, 0.045, 0.02, 1, 0.001).held()).isFalse();
    assertThat(measure(0.2, 0.045, 0.02, 0, 0.11).held()).isFalse();
    assertThat(measure(0.2, Double.NaN, 0.02, 0, 0.001).held()).isFalse();
  }

  @Test
  void theTerminalHasFiguresAndVerdict() {
    StringWriter text = new StringWriter();
    new LiveTable(measure(0.2, 0.051, 0.02, 0, 0.2)).print(new PrintWriter(text, true));
    assertThat(text.toString())
        .startsWith("5,000 events/s by osc,midi,kafka, 17 channels each, 600 s")
        .containsPattern("kill of the TaskManager to next frame +11\\.5 s")
        .containsPattern("frame beyond its known delay, p99 +51\\.0 ms")
        .containsPattern("frame beyond its known delay, p99 +<= 50 ms +51\\.0 ms +NO")
        .contains("the sender lagged");
    assertThat(text.toString().lines().limit(30)).allMatch(line -> line.length() <= 100);
  }

  @Test
  void aProgramGetsSecondsAndNothingForWhatIsNotKnown() {
    var json = new LiveTable(measure(0.2, Double.NaN, 0.02, 0, 0.001)).json();
    assertThat(json.path("scrape_p95").asDouble()).isEqualTo(0.02);
    assertThat(json.path("frame_late_p99").isNull()).isTrue();
    assertThat(json.path("taskmanager_cpu").asDouble()).isEqualTo(0.09);
    assertThat(json.path("met").path("scrape, p95").asBoolean()).isTrue();
    assertThat(json.path("held").asBoolean()).isFalse();
  }

  @Test
  void thePageHasTheSameFigures() {
    assertThat(LivePage.html(measure(0.71, 0.045, 0.02, 0, 0.001)))
        .startsWith("<!doctype html>")
        .contains("<td>CPU of the TaskManager, p95</td><td>&lt;= 70 %</td>")
        .contains("<td class=\"no\">NO</td>")
        .contains("<td>sample to committed frame, p99</td><td class=\"n\">5100.0 ms</td>")
        .doesNotContain("<script", "http");
  }
}
