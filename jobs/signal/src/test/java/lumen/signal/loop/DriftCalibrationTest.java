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
  private final DriftCalibration calibration = new DriftCalibration(5);
  private final List<Long> madeS = new ArrayList<>();
  private final List<Calibration> made = new ArrayList<>();
  private long now;
  private int n;

  /** Half of the errors have the size, and their median is 0. */
  private static final int[] SIGNS = {0, 1, 0, -1};

  /** Locked ticks every 200 ms with an error of this size and either sign, for so long. */
  private void ticks(double e, double tickMs, long seconds) {
    ticks(e, tickMs, seconds, true);
  }

  private void ticks(double e, double tickMs, long seconds, boolean stood) {
    for (long end = now + seconds * S; now < end; now += S / 5) {
      double error = e * SIGNS[n++ % SIGNS.length];
      history.add(now, now == 0 ? 0 : S / 5, error, tickMs, TickMark.STOOD.where(stood));
      window.slide();
      history.trim();
      Optional<Calibration> found = calibration.judge(now, window, SCHEDULE);
      found.ifPresent(
          c -> {
            made.add(c);
            madeS.add(now / S);
          });
    }
  }

  @Test
  void wideSpreadLowersKpToItsFloorAndNarrowOneBringsItBack() {
    ticks(0.06, 200, 1500);
    assertThat(madeS).containsExactly(240L, 540L, 840L);
    assertThat(made.get(0).what()).isEqualTo("kp lower: p95 of |e - median| > 0.05");
    assertThat(made.get(0).values())
        .containsEntry("phase_diff_spread_p95_5m", 0.06)
        .containsEntry("kp_shift_before", 0.0)
        .containsEntry("kp_shift", -0.05);
    assertThat(made.get(2).kpShift()).isCloseTo(-0.13, offset(1e-12));
    ticks(0.04, 200, 1200);
    assertThat(made).as("in between nothing moves").hasSize(3);
    ticks(0.02, 200, 2000);
    assertThat(made).hasSize(6);
    assertThat(made.get(3).what()).isEqualTo("kp back: p95 of |e - median| < 0.03");
    assertThat(made.get(5).kpShift()).isZero();
    assertThat(calibration.isInForce()).isFalse();
  }

  @Test
  void constantErrorIsNoSpread() {
    for (int i = 0; i < 5; i++) {
      for (long end = now + 300 * S; now < end; now += S / 5) {
        history.add(now, S / 5, 0.3, 200, TickMark.STOOD.where(true));
        window.slide();
        history.trim();
        assertThat(calibration.judge(now, window, SCHEDULE)).isEmpty();
      }
    }
  }

  /** By the mean, 0.028, nothing would be wide. */
  @Test
  void spreadIsAboutTheMedian() {
    double[] errors = {0.07, 0, 0.07, 0, 0};
    assertThat(StoodTicks.of(errors, 1000)).isEqualTo(new StoodTicks(5, 0.07, 200));
    double[] even = {0.01, 0.05, 0.02, -0.3};
    assertThat(StoodTicks.of(even, 800).spreadP95()).isCloseTo(0.315, offset(1e-12));
  }

  @Test
  void baseTickMovesToTheMeanByFifteenMillisecondsAtMost() {
    ticks(0.01, 238, 301 * 4);
    assertThat(made.stream().map(Calibration::baseTickMs)).containsExactly(215.0, 230.0, 238.0);
    assertThat(made.get(0).what()).isEqualTo("base tick +15.0 ms, towards the mean");
    assertThat(made.get(0).baseTickBeforeMs()).isEqualTo(200);
    assertThat(calibration.baseHz(LIMITS)).isEqualTo(1000 / 238.0);
    assertThat(calibration.baseHz(new TickLimits(120, 230))).isEqualTo(1000 / 230.0);
    ticks(0.01, 237.5, 1000);
    assertThat(made).as("not by less than 1 ms").hasSize(3);
    ticks(0.01, 200, 1500);
    assertThat(made.stream().skip(3).map(Calibration::baseTickMs))
        .containsExactly(223.0, 208.0, 200.0);
    assertThat(calibration.isInForce()).isFalse();
  }

  @Test
  void fourOfFiveMinutesOfLockedTicksAreNeeded() {
    ticks(0.06, 200, 239);
    ticks(0.06, 200, 120, false);
    ticks(0.06, 200, 120);
    ticks(Double.NaN, 200, 60);
    ticks(0.06, 200, 119);
    assertThat(made).isEmpty();
    ticks(0.06, 200, 2);
    assertThat(made).hasSize(1);
  }

  @Test
  void isLookedAtOnceInFiveMinutesWhetherAnythingChangesOrNot() {
    ticks(0.04, 200, 250);
    ticks(0.09, 200, 289);
    assertThat(made).isEmpty();
    ticks(0.09, 200, 3);
    assertThat(madeS).containsExactly(540L);
  }
}
