package lumen.signal.bandpass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import lumen.signal.grid.TargetGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalyticBandPassTest {
  private static final TargetGrid FIVE = TargetGrid.ofHz(5);

  /** The largest error of phase over tones of a range, and over all their phases. */
  private static double worstPhaseError(BandSettings band, double fromHz, double toHz) {
    double worst = 0;
    for (int tone = 0; tone <= 200; tone++) {
      double hz = fromHz + (toHz - fromHz) * tone / 200;
      AnalyticBandPass filter = new AnalyticBandPass(band, FIVE);
      for (int i = 0; i < 400; i++) {
        if (filter.accept(StrictMath.cos(2 * Math.PI * hz / 5 * i))) {
          double expected = hz / 5 * (i - band.half());
          double off = Math.IEEEremainder(filter.phaseCycles() - expected, 1);
          worst = Math.max(worst, Math.abs(off));
        }
      }
    }
    return worst;
  }

  /** The worst tone is one on the edge; from 0.3 Hz on 31 taps are off by 0.00015 cycles. */
  @ParameterizedTest
  @CsvSource({
    "31, 0.20, 0.0029",
    "31, 0.25, 0.00062",
    "31, 0.30, 0.00015",
    "51, 0.20, 0.0002",
    "51, 0.30, 0.00011",
  })
  void thePhaseOfAToneInTheDefaultBandIsWithin3Thousandths(int taps, double edge, double limit) {
    BandSettings band = new BandSettings(0.2, 2.2, taps);
    double worst = worstPhaseError(band, edge, 2.4 - edge);
    assertThat(worst).isBetween(0.9 * limit, limit).isLessThan(0.003);
  }

  @Test
  void aToneOutsideTheBandIsAttenuated() {
    AnalyticBandPass filter = new AnalyticBandPass(new BandSettings(0.8, 1.6, 51), FIVE);
    for (double hz : new double[] {0.1, 0.4, 2.0, 2.4}) {
      filter.restart();
      for (int i = 0; i < 200; i++) {
        if (filter.accept(StrictMath.sin(2 * Math.PI * hz / 5 * i))) {
          assertThat(filter.envelope()).as("%s Hz", hz).isLessThan(0.05);
        }
      }
    }
  }

  @Test
  void aConstantIsRoundingNoiseWithoutAPhase() {
    AnalyticBandPass filter = new AnalyticBandPass(new BandSettings(0.2, 2.2, 31), FIVE);
    for (int i = 0; i < 100; i++) {
      if (filter.accept(12345.678)) {
        assertThat(filter.phaseCycles()).isNaN();
        assertThat(filter.envelope()).isZero();
        assertThat(filter.value()).isZero();
      }
    }
  }

  @Test
  void theNoiseFloorIsRelativeToTheLargestInputUnderTheTaps() {
    AnalyticBandPass filter = new AnalyticBandPass(new BandSettings(0.2, 2.2, 31), FIVE);
    int withPhase = 0;
    for (int i = 0; i < 200; i++) {
      double small = 1e-9 * StrictMath.cos(2 * Math.PI * 0.2 * i);
      if (filter.accept(i < 100 ? 1 + small : small) && !Double.isNaN(filter.phaseCycles())) {
        withPhase++;
        assertThat(i).isGreaterThanOrEqualTo(100);
      }
    }
    assertThat(withPhase).isEqualTo(100);
  }

  /** Just below the negative real axis the angle rounds to -pi. */
  @ParameterizedTest
  @CsvSource({"0, 0", "1e-30, 0", "0, 1e-30"})
  void aPhaseOfMinusHalfIsHalf(double before, double after) {
    AnalyticBandPass filter = new AnalyticBandPass(new BandSettings(0.2, 2.2, 3), FIVE);
    filter.accept(before);
    filter.accept(-1);
    assertThat(filter.accept(after)).isTrue();
    assertThat(filter.phaseCycles()).isEqualTo(0.5);
    assertThat(filter.value()).isCloseTo(-filter.envelope(), within(1e-15));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new BandSettings(2, 1, 31))
        .hasMessage("band must have 0 < low_hz < high_hz: low_hz=2.0 high_hz=1.0");
    assertThatThrownBy(() -> new BandSettings(0.2, 2.2, 30))
        .hasMessage("band.taps must be odd and in [3, 10001]: 30");
  }
}
