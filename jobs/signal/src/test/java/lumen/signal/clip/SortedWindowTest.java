package lumen.signal.clip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SortedWindowTest {
  /** Values of a slowly moving level, most of which leave again and a few of which stay. */
  @Test
  void blocksThatThinOutAreMerged() {
    SortedWindow window = new SortedWindow();
    Random random = new Random(9);
    List<Double> held = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      double value = i * 1e-3 + random.nextDouble();
      window.add(value);
      held.add(value);
      if (held.size() > 2000) {
        window.remove(held.remove(random.nextInt(held.size())));
      }
    }
    assertThat(window.blocks()).isLessThan(2000 / (SortedWindow.BLOCK / 8));
    double[] sorted = held.stream().mapToDouble(v -> v).sorted().toArray();
    assertThat(window.median()).isEqualTo((sorted[999] + sorted[1000]) / 2);
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
