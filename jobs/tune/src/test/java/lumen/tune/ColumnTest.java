package lumen.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnTest {
  @Test
  void figuresOfFewValuesAreExact() {
    Column column = new Column();
    for (int i = 100; i >= 1; i--) {
      column.add(i);
    }
    Column.Figures figures = column.figures();
    double deviation = Math.sqrt((100 * 100 - 1) / 12.0);
    assertThat(figures.deviation()).isCloseTo(deviation, within(1e-12));
    assertThat(figures)
        .isEqualTo(new Column.Figures(100, 50.5, 5, 95, 1, 100, figures.deviation()));
  }

  @Test
  void longLogIsThinnedButItsMeanAndExtremesAreExact() {
    Column column = new Column();
    Random random = new Random(3);
    double sum = 0;
    int n = 300_000;
    for (int i = 0; i < n; i++) {
      double value = i == 12_345 ? 7 : random.nextDouble();
      sum += value;
      column.add(value);
    }
    Column.Figures figures = column.figures();
    assertThat(figures.n()).isEqualTo(n);
    assertThat(figures.mean()).isCloseTo(sum / n, within(1e-9));
    assertThat(figures.max()).isEqualTo(7);
    assertThat(figures.deviation()).as("seed 3").isCloseTo(Math.sqrt(1 / 12.0), within(1e-3));
    assertThat(figures.p05()).as("seed 3").isCloseTo(0.05, within(0.008));
    assertThat(figures.p95()).as("seed 3").isCloseTo(0.95, within(0.008));
  }
}
