package lumen.ctl.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lumen.cluster.job.CheckpointSums;
import org.junit.jupiter.api.Test;

class CapacityTableTest {
  private static final long INPUT_BYTES = 700_000_000L;

  private static LoadMeasure run(double seconds) {
    return new LoadMeasure(
        seconds,
        seconds + 4,
        new ProcessUse(0.9, 0.95, 1L << 30),
        new ProcessUse(0.02, 0.05, 1L << 29),
        800L << 20,
        "fuse",
        0.93,
        0.4,
        new CheckpointSums(2, 0, 120, 4L << 20, 9L << 20),
        Map.of("fuse", seconds / 2));
  }

  private static CapacityFigures figures(double... seconds) {
    return new CapacityFigures(
        10_000_000, java.util.Arrays.stream(seconds).mapToObj(CapacityTableTest::run).toList());
  }

  private static CapacityTable table(CapacityFigures figures) {
    return new CapacityTable(figures, Requirement.of(figures, INPUT_BYTES));
  }

  @Test
  void showsMedianAndRangeOfTheRuns() {
    StringWriter out = new StringWriter();
    table(figures(10, 8, 5)).print(new PrintWriter(out, true));
    assertThat(out.toString())
        .contains("10,000,000 events, 3 run(s), busiest chain: fuse")
        .containsPattern("events/s +1,250,000 +1,000,000 +2,000,000")
        .containsPattern("TaskManager CPU of fuse +4.00 s +2.50 s +5.00 s")
        .containsPattern("throughput +>= 1,000,000 events/s +1,250,000 events/s +yes");
  }

  @Test
  void tooSlowARunIsNoPass() {
    CapacityFigures slow = figures(20);
    assertThat(Requirement.of(slow, INPUT_BYTES))
        .filteredOn(requirement -> !requirement.met())
        .extracting(Requirement::name)
        .containsExactly("throughput");
  }

  @Test
  void compressedInputHasNoStateTraffic() {
    Stream<String> names = Requirement.of(figures(5), 0).stream().map(Requirement::name);
    assertThat(names).doesNotContain("state written per byte of input");
  }

  @Test
  void jsonHoldsTheSameFigures() {
    var json = table(figures(10, 8)).json();
    assertThat(json.path("events_per_second").path("median").asDouble()).isEqualTo(1_125_000);
    assertThat(json.path("met").path("throughput").asBoolean()).isTrue();
  }

  @Test
  void figuresNeedARun() {
    assertThatThrownBy(() -> new CapacityFigures(1, List.of()).rate())
        .hasMessage("there must be a run");
  }
}
