package lumen.signal.clip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SortedWindowTest {
  @Test
  void blocksThatThinOutAreMerged() {
    SortedWindow window = new SortedWindow();
    for (int i = 0; i < 12_800; i++) {
      window.add(i);
    }
    assertThat(window.blocks()).isGreaterThan(100);
    for (int i = 0; i < 12_800; i++) {
      if (i % 64 != 0) {
        window.remove(i);
      }
    }
    assertThat(window.blocks()).isLessThan(200 / (SortedWindow.BLOCK / 8));
    assertThat(window.median()).isEqualTo((99 + 100) * 32);
    assertThat(window.medianAbsoluteDeviation(window.median())).isEqualTo(50 * 64);
  }

  /** Values of a rising level, of which random ones leave. */
  @Test
  void medianAndMadStayThoseOfTheSortedValues() {
    SortedWindow window = new SortedWindow();
    Random random = new Random(9);
    List<Double> held = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      double value = i * 1e-3 + random.nextDouble();
      window.add(value);
      held.add(value);
      if (held.size() > 2000) {
        window.remove(held.remove(random.nextInt(held.size())));
      }
      if (i > 2000 && i % 500 == 0) {
        double median = middle(held.stream().mapToDouble(v -> v));
        assertThat(window.median()).as("seed 9").isEqualTo(median);
        assertThat(window.medianAbsoluteDeviation(median))
            .as("seed 9")
            .isEqualTo(middle(held.stream().mapToDouble(v -> Math.abs(v - median))));
      }
    }
  }

  private static double middle(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return (sorted[999] + sorted[1000]) / 2;
  }

  @Test
  void anEmptiedWindowFillsAgain() {
    SortedWindow window = new SortedWindow();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 1000; i++) {
        window.add(i % 10);
      }
      assertThat(window.median()).isEqualTo(4.5);
      assertThat(window.medianAbsoluteDeviation(4.5)).isEqualTo(2.5);
      for (int i = 0; i < 1000; i++) {
        window.remove(i % 10);
      }
      assertThat(window.blocks()).isEqualTo(1);
    }
  }
}
