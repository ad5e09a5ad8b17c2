package lumen.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void quantilesAreExactToABin() {
    Spread spread = new Spread(1);
    for (int i = 0; i <= 10_000; i++) {
      spread.add(i / 10_000.0);
    }
    spread.add(Double.NaN);
    assertThat(spread.count()).isEqualTo(10_001);
    assertThat(spread.median()).isCloseTo(0.5, within(2e-4));
    assertThat(spread.quantileOfBins(0.05)).isCloseTo(0.05, within(2e-4));
  }

  @Test
  void withoutValuesThereIsNoMedian() {
    assertThat(new Spread(0.5).median()).isNaN();
  }

  @Test
  void theEdgesCount() {
    Spread spread = new Spread(0.5);
    spread.add(0.5);
    spread.add(0.5);
    assertThat(spread.median()).isCloseTo(0.5, within(1e-4));
  }
}
