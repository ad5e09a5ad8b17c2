package lumen.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTest {
  /** As tables have them. */
  @ParameterizedTest
  @CsvSource({
    "0.99,3,2.326",
    "0.99,4,2.3263",
    "0.95,3,1.645",
    "0.975,6,1.959964",
    "0.999,3,3.09",
    "0.9,3,1.282",
    "0.5,3,0"
  })
  void quantileIsThatOfTables(double probability, int decimals, double z) {
    assertThat(NormalQuantile.of(probability, decimals)).isEqualTo(z);
  }

  @Test
  void refusesCertainty() {
    assertThatThrownBy(() -> NormalQuantile.of(1, 3))
        .hasMessage("probability must be above 0 and below 1: probability=1.0");
  }
}
