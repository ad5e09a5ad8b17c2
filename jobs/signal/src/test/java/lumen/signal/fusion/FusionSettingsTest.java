package lumen.signal.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import lumen.signal.grid.TargetGrid;
import lumen.signal.kalman.Adaptation;
import lumen.signal.kalman.KalmanSettings;
import lumen.signal.lag.LagSettings;
import org.junit.jupiter.api.Test;

class FusionSettingsTest {
  private static FusionSettings settings(double hz, double windowS, double maxLagS) {
    return settings(hz, windowS, maxLagS, LagSettings.Method.XCORR);
  }

  private static FusionSettings settings(
      double hz, double windowS, double maxLagS, LagSettings.Method method) {
    return new FusionSettings(
        TargetGrid.ofHz(hz),
        new LagSettings(method, maxLagS, 0.5),
        new KalmanSettings(Adaptation.RESIDUAL, 1e-3, 2e-3, 1e-5, 1e-1, 1e-4, 2e-2),
        windowS,
        12,
        Weighting.ENVELOPE,
        0.7,
        0.3,
        1,
        Fallback.URE_ONLY,
        30,
        2,
        51);
  }

  @Test
  void horizonIsElevenAndAFifthSecondsByDefault() {
    assertThat(settings(5, 90, 2).horizonMicros()).isEqualTo(11_200_000);
    assertThat(settings(5, 90, 2).windowSteps()).isEqualTo(450);
  }

  @Test
  void horizonIsRoundedUp() {
    assertThat(settings(7, 90, 0).horizonMicros()).isEqualTo(5_142_858 + 2_000_000);
    assertThat(settings(0.007, 9000, 0.1234567).horizonMicros())
        .isEqualTo(36_000_000_000L / 7 + 1 + 2_123_457);
  }

  @Test
  void largestLagCountsOnlyWhereLagsAreSought() {
    FusionSettings none = settings(5, 90, 2, LagSettings.Method.NONE);
    assertThat(none.horizonMicros()).isEqualTo(9_200_000);
    assertThat(none.maxLagSteps()).isZero();
    for (double absurd : new double[] {1e9, -3, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThat(settings(5, 90, absurd, LagSettings.Method.NONE).horizonMicros())
          .as("max_lag_s %s", absurd)
          .isEqualTo(9_200_000);
      assertThatThrownBy(() -> settings(5, 90, absurd))
          .hasMessage("max_lag_s must be 0..86400: " + absurd);
    }
    assertThatThrownBy(() -> settings(100, 90, 86_400))
        .hasMessage("max_lag_s must hold at most 1000000 steps of the grid: 86400.0");
  }

  @Test
  void windowIsRoundedHalfToEven() {
    assertThat(settings(5, 0.5, 2).windowSteps()).isEqualTo(2);
    assertThat(settings(5, 0.7, 2).windowSteps()).isEqualTo(4);
  }

  @Test
  void windowHoldsAtLeastOneStep() {
    assertThatThrownBy(() -> settings(0.003, 90, 2))
        .hasMessage(
            "rebalance_window_s must hold 1..1000000 steps of the grid: rebalance_window_s=90.0"
                + " steps=0");
  }

  @Test
  void serializes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(settings(5, 90, 2));
    }
    assertThat(bytes.size()).isPositive();
  }

  @Test
  void ureKeysAreKnownByTheirEnd() {
    assertThat(UreValue.ofKey("metrics/ure_coherence_level")).hasValue(UreValue.COHERENCE);
    assertThat(UreValue.ofKey("ure_residual_entropy_last")).hasValue(UreValue.RESIDUAL_ENTROPY);
    assertThat(UreValue.ofKey("ure_hz_total")).isEmpty();
  }

  @Test
  void modesHaveTheirWireNamesAndMetricCodes() {
    assertThat(Mode.values())
        .extracting(Mode::wireName)
        .containsExactly("fused", "ure_only", "sensors_only", "degrade", "none");
    assertThat(Mode.values()).extracting(Mode::code).containsExactly(0, 1, 2, 3, 4);
  }
}
