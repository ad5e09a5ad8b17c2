package lumen.signal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.signal.gain.GainCurve;
import lumen.signal.gain.GainSchedule;
import lumen.signal.gain.Gains;
import org.junit.jupiter.api.Test;

class DriftCalibrationTest {
  private static final long S = 1_000_000;
  private static final TickLimits LIMITS = new TickLimits(120, 400);
  private static final GainSchedule SCHEDULE =
      new GainSchedule(
          new Gains(0.35, 0.08, 0.1),
          new GainCurve(List.of(new GainCurve.Point(0, 0.35), new GainCurve.Point(0.3, 0.22))),
          new GainCurve(List.of(new GainCurve.Point(0, 0.1))),
          0.08);

  private final TickHistory history = new TickHistory(300 * S);
  private final TickWindow window = new TickWindow(history, 300 * S);
  private final DriftCalibration calibration = new DriftCalibration(5, 0.02);
  private final List<Long> madeS = new ArrayList<>();
  private final List<Calibration> made = new ArrayList<>();
  private long now;

  /** Ticks every 200 ms with this error, for so long. */
  private void ticks(double e, long seconds, TickLimits limits) {
    for (long end = now + seconds * S; now < end; now += S / 5) {
      history.add(now, now == 0 ? 0 : S / 5, e, false);
      window.slide();
      history.trim();
      Optional<Calibration> found = calibration.judge(now, window, limits, SCHEDULE);
      found.ifPresent(
          c -> {
            made.add(c);
            madeS.add(now / S);
          });
    }
  }

  @Test
  void largePercentileLengthensTheBaseTickAndLowersKpEveryFiveMinutes() {
    ticks(-0.04, 1000, LIMITS);
    assertThat(madeS).containsExactly(300L, 600L, 900L);
    Calibration first = made.get(0);
    assertThat(first.what()).isEqualTo("p95 of the phase error > 0.03: base tick +15 ms, kp -0.05");
    assertThat(first.phaseDiffP95()).isEqualTo(0.04);
    assertThat(first.phaseDiffMean()).isCloseTo(0.04, offset(1e-12));
    assertThat(first.baseTickMs()).isEqualTo(215);
    assertThat(first.kpShift()).isEqualTo(-0.05);
    assertThat(first.kiShift()).isZero();
    assertThat(made.get(2).baseTickMs()).isEqualTo(245);
    assertThat(calibration.baseHz(LIMITS)).isEqualTo(1000 / 245.0);
    assertThat(calibration.baseHz(new TickLimits(120, 230))).isEqualTo(1000 / 230.0);
  }

  @Test
  void largeMeanLengthensLessAndLowersKi() {
    ticks(0.025, 301, LIMITS);
    assertThat(made).hasSize(1);
    assertThat(made.get(0).what())
        .isEqualTo("mean of the phase error > 0.02: base tick +8 ms, ki -0.02");
    assertThat(made.get(0).baseTickMs()).isEqualTo(208);
    assertThat(made.get(0).kpShift()).isZero();
    assertThat(made.get(0).kiShift()).isEqualTo(-0.02);
    assertThat(calibration.isInForce()).isTrue();
  }

  @Test
  void errorWithinTheBudgetIsLeftAlone() {
    ticks(0.019999, 2000, LIMITS);
    assertThat(made).isEmpty();
    assertThat(calibration.isInForce()).isFalse();
  }

  @Test
  void fiveMinutesOfPhaseErrorsAreNeeded() {
    ticks(0.04, 299, LIMITS);
    ticks(Double.NaN, 1, LIMITS);
    ticks(0.04, 299, LIMITS);
    assertThat(made).isEmpty();
    ticks(0.04, 2, LIMITS);
    assertThat(madeS).containsExactly(599L);
  }

  @Test
  void nothingIsReportedOnceAllIsAtItsBounds() {
    ticks(0.04, 20_000, LIMITS);
    assertThat(made).hasSize(14);
    assertThat(made.get(13).baseTickMs()).isEqualTo(400);
    assertThat(made.get(13).kpShift()).isCloseTo(-0.13, offset(1e-12));
    assertThat(calibration.shift().ki()).isZero();
  }

  @Test
  void limitsThatHoldTheBaseTickElsewhereLeaveItAlone() {
    TickLimits beyond = new TickLimits(20, 150);
    ticks(0.04, 301, beyond);
    assertThat(made).hasSize(1);
    assertThat(made.get(0).baseTickMs()).isEqualTo(200);
    assertThat(made.get(0).kpShift()).isEqualTo(-0.05);
    ticks(0.04, 300, new TickLimits(250, 400));
    assertThat(made.get(1).baseTickMs()).isEqualTo(265);
  }
}
