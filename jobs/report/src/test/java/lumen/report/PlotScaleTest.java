package lumen.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlotScaleTest {
  @Test
  void ticksAreRoundNumbers() {
    assertThat(labels(new Scale(0, 1, false))).containsExactly("0", "0.5", "1");
    assertThat(labels(new Scale(0, 0.3, false))).containsExactly("0", "0.1", "0.2", "0.3");
    assertThat(labels(new Scale(0, 4.6, false))).containsExactly("0", "1", "2", "3", "4");
    assertThat(labels(new Scale(1e-4, 1e-1, true)))
        .containsExactly("1e-04", "1e-03", "1e-02", "1e-01");
  }

  @Test
  void valuesOutsideAreDrawnAtTheEdge() {
    Scale scale = new Scale(0, 1, false);
    assertThat(scale.units(2)).isZero();
    assertThat(scale.units(-1)).isEqualTo(1000);
  }

  @Test
  void timeTicksAreRoundInElapsedTimeAndFew() {
    for (double length : new double[] {0.2, 3, 59, 600, 4000, 90_000, 1e7, 1e9}) {
      TimeAxis axis = new TimeAxis(1_767_225_600, 1_767_225_600 + length);
      assertThat(axis.ticks()).as("length %s", length).hasSizeBetween(2, 12);
    }
    TimeAxis axis = new TimeAxis(1_767_225_600, 1_767_225_600 + 4000);
    assertThat(axis.elapsed(1_767_229_200)).isEqualTo("1:00:00");
    assertThat(axis.utc(1_767_229_200)).isEqualTo("01:00:00");
  }

  private static java.util.List<String> labels(Scale scale) {
    return scale.ticks().stream().map(scale::label).toList();
  }
}
