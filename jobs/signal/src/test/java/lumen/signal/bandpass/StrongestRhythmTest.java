package lumen.signal.bandpass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrongestRhythmTest {
  private static final BandSettings BAND = new BandSettings(0.2, 2.2, 31);

  @ParameterizedTest
  @CsvSource({
    "100, 1.3, false",
    "50, 6.1, true",
    "20, 0.31, false",
    "5, 2.31, true",
    "100, 0.15, true"
  })
  void aToneInNoiseAndDriftIsFound(double rateHz, double hz, boolean outside) {
    Random random = new Random(3);
    double[] values = new double[(int) (120 * rateHz)];
    for (int i = 0; i < values.length; i++) {
      double drift = 0.02 * i / rateHz;
      values[i] = StrictMath.sin(2 * Math.PI * hz * i / rateHz) + drift + random.nextGaussian();
    }
    StrongestRhythm found = StrongestRhythm.of(values, values.length, rateHz).orElseThrow();
    assertThat(found.hz()).isCloseTo(hz, within(0.01));
    assertThat(found.share()).isGreaterThan(StrongestRhythm.CLEAR_SHARE);
    assertThat(found.isClearlyOutside(BAND)).isEqualTo(outside);
  }

  @Test
  void whiteNoiseHasNoClearRhythm() {
    double[] values = new Random(4).doubles(12_000, -1, 1).toArray();
    StrongestRhythm found = StrongestRhythm.of(values, values.length, 100).orElseThrow();
    assertThat(found.share()).isLessThan(0.05);
    assertThat(found.isClearlyOutside(BAND)).isFalse();
  }

  @Test
  void aShortOrConstantSignalHasNone() {
    assertThat(StrongestRhythm.of(new double[63], 63, 100)).isEmpty();
    assertThat(StrongestRhythm.of(new double[4096], 4096, 100)).isEmpty();
    assertThat(StrongestRhythm.of(new double[0], 0, 5)).isEmpty();
  }
}
