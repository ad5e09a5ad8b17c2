package lumen.signal.bandpass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
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

  /** The worst tone is one on the lower edge; blindness to lines costs 31 taps a hundredfold. */
  @ParameterizedTest
  @CsvSource({
    "31, 0.20, 0.0206",
    "31, 0.25, 0.0094",
    "31, 0.30, 0.0033",
    "51, 0.20, 0.00022",
    "51, 0.30, 0.000125",
  })
  void thePhaseOfAToneInTheDefaultBandIsAsExactAsTheTapsAreLong(
      int taps, double edge, double limit) {
    BandSettings band = new BandSettings(0.2, 2.2, taps);
    double worst = worstPhaseError(band, edge, 2.4 - edge);
    assertThat(worst).isBetween(0.9 * limit, limit);
  }

  @Test
  void pureTonesKeepTheirPhaseToThreeTenThousandths() {
    for (int taps : new int[] {51, 31}) {
      for (double hz : new double[] {0.2, 0.25, 0.3, 1, 2}) {
        double off = worstPhaseError(new BandSettings(0.2, 2.2, taps), hz, hz);
        System.out.printf(
            Locale.ROOT, "band-pass: %d taps, tone of %s Hz: %.6f cycles off%n", taps, hz, off);
        assertThat(off).as("%d taps, %s Hz", taps, hz).isLessThan(taps == 51 ? 0.0003 : 0.021);
      }
    }
  }

  /** A line of any slope and offset, ten thousand times the size of the tone that rides on it. */
  @ParameterizedTest
  @CsvSource({"0.2, 2.2, 51", "0.2, 2.2, 31", "0.8, 1.2, 51", "0.1, 0.5, 101", "0.2, 2.2, 3"})
  void aStraightLineAddsNothing(double low, double high, int taps) {
    BandSettings band = new BandSettings(low, high, taps);
    AnalyticBandPass alone = new AnalyticBandPass(band, FIVE);
    AnalyticBandPass drifting = new AnalyticBandPass(band, FIVE);
    int outputs = 0;
    for (int i = 0; i < 400; i++) {
      double tone = StrictMath.cos(2 * Math.PI * (low + high) / 2 / 5 * i);
      boolean complete = alone.accept(tone);
      assertThat(drifting.accept(tone + 10_000 - 3.3 * i)).isEqualTo(complete);
      if (complete) {
        assertThat(drifting.value()).isCloseTo(alone.value(), within(1e-10));
        assertThat(drifting.envelope()).isCloseTo(alone.envelope(), within(1e-10));
        outputs++;
      }
    }
    assertThat(outputs).isEqualTo(400 - taps + 1);
  }

  @Test
  void aLineAloneHasNoPhase() {
    AnalyticBandPass filter = new AnalyticBandPass(new BandSettings(0.2, 2.2, 51), FIVE);
    for (int i = 0; i < 200; i++) {
      if (filter.accept(20_000 + 3.3 * i)) {
        assertThat(filter.phaseCycles()).isNaN();
        assertThat(filter.envelope()).isZero();
      }
    }
  }

  /** A step rings for as long as it lies under the taps, then nothing is left of it. */
  @Test
  void aStepIsGoneWhenTheTapsHavePassedIt() {
    AnalyticBandPass filter = new AnalyticBandPass(new BandSettings(0.2, 2.2, 51), FIVE);
    for (int i = 0; i < 300; i++) {
      double x = (i < 150 ? 0 : 100) + StrictMath.cos(2 * Math.PI * 0.3 / 5 * i);
      if (filter.accept(x) && (i < 150 || i >= 200)) {
        double expected = 0.3 / 5 * (i - 25);
        double off = Math.IEEEremainder(filter.phaseCycles() - expected, 1);
        assertThat(off).as("step %d", i).isCloseTo(0, within(2e-4));
      }
    }
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
