package lumen.connectors.playout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TickTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.5, 127, 0.5",
    "1, 1, 0, 1",
    "0.25, 0.05, 95, 0.1",
    "0.5, 7, 64, 1.2",
    "-3, -1, 127, 0.1",
    "9, Infinity, 0, 1.2",
    "NaN, NaN, 0, 0.1",
    "-Infinity, -Infinity, 127, 0.1",
    "Infinity, 1.2, 0, 1.2",
    "1e300, 1e300, 0, 1.2",
  })
  void holdsOnlyWhatCanBePlayed(double entropy, double quality, int velocity, double noteLenS) {
    assertThat(Tick.of("a", 5, entropy, quality, false))
        .isEqualTo(new Tick("a", 5, velocity, noteLenS, false));
  }

  @ParameterizedTest
  @CsvSource({"128, 127", "-1, 0", "2147483647, 127", "-2147483648, 0", "64, 64"})
  void velocityIsMovedIntoItsRange(int given, int held) {
    assertThat(new Tick("a", 5, given, Double.NaN, true))
        .isEqualTo(new Tick("a", 5, held, 0.1, true));
  }
}
