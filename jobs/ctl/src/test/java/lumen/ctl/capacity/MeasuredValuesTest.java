package lumen.ctl.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasuredValuesTest {
  @Test
  void nearestRankOfWhatWasTaken() {
    MeasuredValues quantile = new MeasuredValues();
    for (int i = 5_000; i >= 1; i--) {
      quantile.add(i);
    }
    assertThat(quantile.size()).isEqualTo(5_000);
    assertThat(quantile.at(0.5)).isEqualTo(2_500);
    assertThat(quantile.at(0.99)).isEqualTo(4_950);
    assertThat(quantile.at(1)).isEqualTo(5_000);
    assertThat(quantile.at(1e-9)).isEqualTo(1);
  }

  @Test
  void oneValueIsEveryQuantileAndNoneIsNone() {
    MeasuredValues quantile = new MeasuredValues();
    assertThat(quantile.at(0.5)).isNaN();
    quantile.add(-3);
    assertThat(quantile.at(0.01)).isEqualTo(-3);
    assertThat(quantile.at(0.99)).isEqualTo(-3);
  }
}
