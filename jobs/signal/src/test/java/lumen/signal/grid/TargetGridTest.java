package lumen.signal.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGridTest {
  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

  @ParameterizedTest
  @CsvSource({
    "5, 5, 1",
    "2.5, 5, 2",
    "3.3, 33, 10",
    "0.2, 1, 5",
    "100, 100, 1",
    "1e6, 1000000, 1",
    "1e-6, 1, 1000000",
    "0.000125, 1, 8000",
    "33.3333, 333333, 10000"
  })
  void aRateIsTheFractionOfItsDecimalForm(double hz, long num, long den) {
    TargetGrid grid = TargetGrid.ofHz(hz);
    assertThat(grid).isEqualTo(new TargetGrid(num, den));
    assertThat(grid.hz()).isEqualTo(hz);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -5, Double.NaN, Double.POSITIVE_INFINITY, 1e-7, 2e6, 1.0 / 3})
  void aRateThatIsNoSmallFractionIsRefused(double hz) {
    assertThatThrownBy(() -> TargetGrid.ofHz(hz))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("target_hz must be");
  }

  @Test
  void aFractionMustBeInLowestTermsAndInBounds() {
    assertThatThrownBy(() -> new TargetGrid(10, 2))
        .hasMessage("target rate must be in lowest terms: num=10 den=2");
    assertThatThrownBy(() -> new TargetGrid(0, 1))
        .hasMessage("target rate must be a fraction of 1..1000000: num=0 den=1");
  }

  @Test
  void aTimeOnAStepIsItsOwnFloorAndCeiling() {
    TargetGrid grid = TargetGrid.ofHz(5);
    long step = 8_800_000_000L;
    long micros = 1_760_000_000_000_000L;
    assertThat(grid.floorStep(micros)).isEqualTo(step);
    assertThat(grid.ceilStep(micros)).isEqualTo(step);
    assertThat(grid.floorStep(micros - 1)).isEqualTo(step - 1);
    assertThat(grid.ceilStep(micros - 1)).isEqualTo(step);
    assertThat(grid.ceilStep(micros + 1)).isEqualTo(step + 1);
    assertThat(grid.floorMicros(step)).isEqualTo(micros);
    assertThat(grid.ceilMicros(step)).isEqualTo(micros);
    assertThat(grid.seconds(step + 1)).isEqualTo(1_760_000_000.2);
  }

  @Test
  void aStepBetweenTwoMicrosecondsIsNeither() {
    TargetGrid grid = new TargetGrid(3, 1);
    assertThat(grid.floorMicros(1)).isEqualTo(333_333);
    assertThat(grid.ceilMicros(1)).isEqualTo(333_334);
    assertThat(grid.floorStep(333_333)).isZero();
    assertThat(grid.ceilStep(333_333)).isEqualTo(1);
    assertThat(grid.floorStep(333_334)).isEqualTo(1);
    assertThat(grid.ceilStep(333_334)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 90, 450",
    "5, 0.5, 2",
    "5, 0.7, 4",
    "5, 0.3, 2",
    "2.5, 0.2, 0",
    "2.5, 0.6, 2",
    "2.5, 1, 2",
    "3.3, 5, 16",
    "3.3, 15, 50",
    "3.3, 0.1, 0",
    "5, 1.1, 6",
    "5, 0, 0"
  })
  void aDurationInStepsIsRoundedHalfToEven(double hz, double seconds, long steps) {
    assertThat(TargetGrid.ofHz(hz).steps(seconds)).isEqualTo(steps);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 1",
    "5, 2",
    "1, 300",
    "33, 10",
    "1, 1",
    "1000000, 1",
    "1, 1000000",
    "999999, 1000000",
    "999983, 999979",
    "48000, 1",
    "3, 7"
  })
  void everyStepAgreesWithUnlimitedIntegers(long num, long den) {
    TargetGrid grid = new TargetGrid(num, den);
    long seed = 7 * num + den;
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      long micros = random.nextLong() % 100_000_000_000_000_000L >> random.nextInt(50);
      assertThat(grid.floorStep(micros)).as("seed %d", seed).isEqualTo(floorStep(grid, micros));
      assertThat(grid.ceilStep(micros)).as("seed %d", seed).isEqualTo(-floorStep(grid, -micros));
      long step = grid.floorStep(micros);
      assertThat(grid.floorMicros(step)).as("seed %d", seed).isEqualTo(floorMicros(grid, step));
      assertThat(grid.ceilMicros(step)).as("seed %d", seed).isEqualTo(-floorMicros(grid, -step));
    }
  }

  private static long floorStep(TargetGrid grid, long micros) {
    return floor(
        BigInteger.valueOf(micros).multiply(BigInteger.valueOf(grid.num())),
        MILLION.multiply(BigInteger.valueOf(grid.den())));
  }

  private static long floorMicros(TargetGrid grid, long step) {
    return floor(
        BigInteger.valueOf(step).multiply(BigInteger.valueOf(grid.den())).multiply(MILLION),
        BigInteger.valueOf(grid.num()));
  }

  private static long floor(BigInteger numerator, BigInteger denominator) {
    return numerator.subtract(numerator.mod(denominator)).divide(denominator).longValueExact();
  }
}
