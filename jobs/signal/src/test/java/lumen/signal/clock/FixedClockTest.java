package lumen.signal.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FixedClockTest {
  private static final long T0 = 1_760_000_000_000_000L;

  @Test
  void offsetAndDriftFromTheReference() {
    FixedClock clock = new FixedClock(-0.25, 200, T0);
    assertThat(clock.corrected(T0)).isEqualTo(T0 - 250_000);
    assertThat(clock.corrected(T0 + 3_600_000_000L)).isEqualTo(T0 + 3_600_000_000L + 470_000);
  }

  @Test
  void roundsHalfToEven() {
    FixedClock half = new FixedClock(0, 1, T0);
    assertThat(half.corrected(T0 + 500_000)).isEqualTo(T0 + 500_000);
    assertThat(half.corrected(T0 + 1_500_000)).isEqualTo(T0 + 1_500_002);
    assertThat(half.corrected(T0 + 500_001)).isEqualTo(T0 + 500_002);
    assertThat(new FixedClock(0.0000005, 0, T0).corrected(T0 + 1)).isEqualTo(T0 + 2);
  }

  @Test
  void equalsTheExactDecimal() {
    Random random = new Random(8);
    for (int i = 0; i < 100_000; i++) {
      double ppm = Math.rint(1e6 * (random.nextDouble() - 0.5) * Math.scalb(2.0, i % 17)) / 1e6;
      double offset = Math.rint(1e8 * random.nextGaussian()) / 1e7;
      long reference = T0 + random.nextLong(-2_000_000_000_000_000L, 2_000_000_000_000_000L);
      long t = random.nextLong(0, 100_000_000_000_000_000L);
      BigDecimal exact =
          BigDecimal.valueOf(t)
              .add(BigDecimal.valueOf(offset).movePointRight(6))
              .add(
                  BigDecimal.valueOf(t - reference)
                      .multiply(BigDecimal.valueOf(ppm))
                      .movePointLeft(6));
      assertThat(new FixedClock(offset, ppm, reference).corrected(t))
          .as("offset=%s ppm=%s reference=%d t=%d", offset, ppm, reference, t)
          .isEqualTo(exact.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
    }
  }

  @Test
  void refusesWhatIsNoClockError() {
    assertThatThrownBy(() -> new FixedClock(0, 1e6, T0))
        .hasMessage("clock.ppm must be within 100000: 1000000.0");
    assertThatThrownBy(() -> new FixedClock(Double.NaN, 1, T0))
        .hasMessage("clock.offset_s must be within 1e11: NaN");
  }
}
