package lumen.signal.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class CyclesTest {
  @Test
  void wrapsToTheHalfOpenCycle() {
    assertThat(Cycles.wrap(0.5)).isEqualTo(0.5);
    assertThat(Cycles.wrap(-0.5)).isEqualTo(0.5);
    assertThat(Cycles.wrap(0.75)).isEqualTo(-0.25);
    assertThat(Cycles.wrap(-1.25)).isEqualTo(-0.25);
    assertThat(Cycles.wrap(0)).isEqualTo(0.0);
    assertThat(Cycles.wrap(Double.NaN)).isNaN();
  }

  @Test
  void readsTheCycleOfAVector() {
    assertThat(Cycles.ofVector(0, 1)).isEqualTo(0.25);
    assertThat(Cycles.ofVector(-1, 0)).isEqualTo(0.5);
    assertThat(Cycles.radians(Cycles.ofVector(0.6, -0.8)))
        .isCloseTo(StrictMath.atan2(-0.8, 0.6), offset(1e-15));
  }
}
