package lumen.governance.roi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lumen.governance.catalogue.GovernanceCatalogue;
import org.junit.jupiter.api.Test;

/** Amounts are whole 1e-9 units. */
class RoiTest {
  private static Roi roi(double value, double added) {
    long units = Math.round(value * 1e9);
    return Roi.of(
        units,
        Math.round(units * 0.75),
        Math.round(units * 1.25),
        Math.round(added * 1e9),
        30,
        GovernanceCatalogue.defaults().roi());
  }

  @Test
  void twoHundredForNine() {
    // 20 million hits that spare 0.00001 each
    Roi roi = roi(20_000_000 * 0.00001, 9.36);
    assertThat(roi.roi()).isCloseTo(20.3675, within(5e-5));
    assertThat(roi.low()).isCloseTo(15.0256, within(5e-5));
    assertThat(roi.high()).isCloseTo(25.7094, within(5e-5));
    assertThat(roi.verdict()).isEqualTo("PASS");
    assertThat(roi.sure()).isTrue();
  }

  @Test
  void fiveIsAWarningAndThreeAFailure() {
    assertThat(roi(56.16, 9.36).verdict()).isEqualTo("WARN");
    assertThat(roi(56.16, 9.36).sure()).isFalse();
    assertThat(roi(37.44, 9.36).verdict()).isEqualTo("FAIL");
    assertThat(roi(37.44, 9.36).isSureFailure()).isFalse();
    assertThat(roi(20, 9.36).isSureFailure()).isTrue();
  }

  @Test
  void nothingAddedIsUndefined() {
    assertThat(roi(200, 0).verdict()).isEqualTo("undefined");
    assertThat(roi(200, -1).roi()).isNaN();
  }
}
