package lumen.signal.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import org.junit.jupiter.api.Test;

class QuickCyclesTest {
  private static final int RUNS = 1_000_000;

  @Test
  void phasesHaveTheirCosineAndSine() {
    Random random = seeded(20_261_130);
    for (int i = 0; i < RUNS; i++) {
      double cycles = i < 9 ? (i - 4) / 8.0 : 2 * random.nextDouble() - 1;
      double angle = Cycles.radians(cycles);
      assertThat(QuickCycles.cos(cycles))
          .as("cosine of %s", cycles)
          .isCloseTo(StrictMath.cos(angle), offset(1e-15));
      assertThat(QuickCycles.sin(cycles))
          .as("sine of %s", cycles)
          .isCloseTo(StrictMath.sin(angle), offset(1e-15));
    }
  }

  @Test
  void vectorsHaveTheirDirectionHoweverLong() {
    Random random = seeded(20_261_201);
    for (int i = 0; i < RUNS; i++) {
      double scale = StrictMath.pow(10, 600 * random.nextDouble() - 300);
      double re = scale * (2 * random.nextDouble() - 1);
      double im = scale * (2 * random.nextDouble() - 1) * (i % 3 == 0 ? 1e-9 : 1);
      assertThat(QuickCycles.ofVector(re, im))
          .as("direction of %s, %s", re, im)
          .isCloseTo(Cycles.ofVector(re, im), offset(2e-16));
    }
  }

  @Test
  void axesAreExact() {
    assertThat(QuickCycles.ofVector(1, 0)).isEqualTo(0.0);
    assertThat(QuickCycles.ofVector(0, 2)).isEqualTo(0.25);
    assertThat(QuickCycles.ofVector(0, -2)).isEqualTo(-0.25);
    assertThat(QuickCycles.ofVector(-3, 0)).isEqualTo(0.5);
    assertThat(QuickCycles.ofVector(0, 0)).isEqualTo(0.0);
    assertThat(QuickCycles.ofVector(Double.NaN, 1)).isNaN();
    assertThat(QuickCycles.ofVector(1, Double.NaN)).isNaN();
    assertThat(QuickCycles.ofVector(Double.POSITIVE_INFINITY, 1)).isNaN();
    assertThat(QuickCycles.cos(0)).isEqualTo(1.0);
    assertThat(QuickCycles.cos(0.25)).isEqualTo(0.0);
    assertThat(QuickCycles.sin(0.25)).isEqualTo(1.0);
    assertThat(QuickCycles.cos(0.5)).isEqualTo(-1.0);
    assertThat(QuickCycles.sin(-0.25)).isEqualTo(-1.0);
    assertThat(QuickCycles.sin(Double.NaN)).isNaN();
  }

  private static Random seeded(long seed) {
    System.out.println("seed of the phases: " + seed);
    return new Random(seed);
  }
}
