package lumen.signal.gain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GainControlTest {
  private static final long NOW = 1_767_225_600_000_000L;
  private static final Gains START = new Gains(0.4, 0.09, 0.05);

  private static GainCurve curve(double... y) {
    List<GainCurve.Point> points = new ArrayList<>();
    for (int i = 0; i < y.length; i++) {
      points.add(new GainCurve.Point(i / 10.0, y[i]));
    }
    return new GainCurve(points);
  }

  private static GainSchedule schedule(GainSurface surface) {
    return new GainSchedule(
        START, curve(0.35, 0.33, 0.28, 0.22), curve(0.10, 0.12, 0.14, 0.18), 0.08, surface);
  }

  private static GainControl control() {
    return new GainControl(schedule(GainSurface.NONE));
  }

  /** ki goes with the square of kp. */
  private static double ki(double kp) {
    return 0.08 * (kp / 0.35) * (kp / 0.35);
  }

  private static Gains plain(GainControl control) {
    return control.at(NOW, GainShift.NONE, false);
  }

  @Test
  void startGainsHoldUntilAnEntropyRatioIsKnown() {
    GainControl control = control();
    control.follow(Double.NaN, 0.1);
    assertThat(plain(control)).isEqualTo(START);
    control.follow(0.1, Double.NaN);
    assertThat(plain(control)).isEqualTo(new Gains(0.33, ki(0.33), 0.12));
    control.follow(Double.NaN, 0.1);
    assertThat(plain(control)).isEqualTo(new Gains(0.33, ki(0.33), 0.12));
  }

  @Test
  void surfaceIsLimitedToTheRangeOfTheCurve() {
    GainControl control = new GainControl(schedule(new GainSurface(0.34, -0.5, -1, 2)));
    control.follow(0.1, 0.02);
    assertThat(plain(control).kp()).isCloseTo(0.34 - 0.05 - 0.02 + 0.004, offset(1e-15));
    assertThat(plain(control).kd()).isEqualTo(0.12);
    control.follow(0.9, 0.1);
    assertThat(plain(control).kp()).isEqualTo(0.22);
    control.follow(0, -1);
    assertThat(plain(control).kp()).isEqualTo(0.35);
    control.follow(0.2, Double.NaN);
    assertThat(plain(control).kp()).isEqualTo(0.28);
  }

  @Test
  void limitsHoldForEveryGain() {
    GainCurve huge = curve(1e9);
    GainControl control = new GainControl(new GainSchedule(START, huge, huge, 10));
    control.follow(0.1, 0.1);
    assertThat(plain(control)).isEqualTo(new Gains(10, 10 * 1e-8 * 1e-8, 0.9));
    assertThat(control.at(NOW, GainShift.NONE, true))
        .isEqualTo(new Gains(9, 0.9 * 0.9 * (10 * 1e-8 * 1e-8), 0.9 * 0.9));
    GainCurve negative = curve(-1);
    control.curves(negative, negative, 0);
    assertThat(plain(control)).isEqualTo(new Gains(0, 0, 0));
  }

  @Test
  void guardTakesATenthAndOfTheIntegralGainTheSquareOfIt() {
    GainControl control = control();
    control.follow(0.2, 0);
    assertThat(control.at(NOW, GainShift.NONE, true))
        .isEqualTo(new Gains(0.9 * 0.28, 0.9 * 0.9 * ki(0.28), 0.9 * 0.14));
  }

  @Test
  void offsetComesOnTopOfCalibration() {
    GainControl control = control();
    control.follow(0.1, 0);
    control.offset(Gain.KP, 0.1, NOW - 300_000_000);
    control.offset(Gain.KD, -0.01, NOW - 300_000_000);
    control.offset(Gain.KI, 0.02, NOW - 300_000_000);
    Gains found = control.at(NOW, new GainShift(-0.1), false);
    assertThat(found.kp()).isCloseTo(0.33 - 0.1 + 0.05, offset(1e-12));
    assertThat(found.ki()).isCloseTo(ki(0.28) + 0.01, offset(1e-12));
    assertThat(found.kd()).isCloseTo(0.12 - 0.005, offset(1e-12));
  }

  @Test
  void calibrationStopsAtItsFloors() {
    GainControl control = control();
    control.follow(0.1, 0);
    assertThat(control.at(NOW, new GainShift(-0.2), false))
        .isEqualTo(new Gains(0.22, ki(0.22), 0.12));
    control.follow(0.3, 0);
    assertThat(control.at(NOW, new GainShift(-0.05), false).kp()).isEqualTo(0.22);
  }

  @Test
  void calibrationDoesNotRaiseAGainThatIsBelowItsFloor() {
    GainSchedule low = new GainSchedule(new Gains(0.1, 0.01, 0), curve(0.35, 0.2), curve(0), 0.08);
    GainControl control = new GainControl(low);
    assertThat(control.at(NOW, new GainShift(-0.05), false)).isEqualTo(new Gains(0.1, 0.01, 0));
  }

  @Test
  void shiftGoesAsFarAsTheGreatestGainNeeds() {
    GainSchedule schedule = schedule(GainSurface.NONE);
    GainShift shift = GainShift.NONE;
    for (int i = 0; i < 10; i++) {
      shift = shift.lowerKp(0.05, schedule);
    }
    assertThat(shift.kp()).isCloseTo(0.22 - 0.4, offset(1e-15));
    assertThat(shift.lowerKp(0.05, schedule)).isEqualTo(shift);
    assertThat(shift.raiseKp(0.05).kp()).isCloseTo(0.22 - 0.4 + 0.05, offset(1e-15));
    assertThat(new GainShift(-0.02).raiseKp(0.05)).isEqualTo(GainShift.NONE);
  }

  @Test
  void curvesOfACommandHoldAndAreRestored() throws IOException {
    GainControl control = control();
    control.follow(0.05, 0.01);
    assertThat(control.isCommanded()).isFalse();
    control.curves(curve(1, 0.5), curve(0.2), 0.3);
    control.offset(Gain.KI, 0.01, NOW - 1);
    assertThat(control.isCommanded()).isTrue();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    control.writeTo(new DataOutputStream(bytes));
    GainControl restored = control();
    restored.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(plain(restored)).isEqualTo(plain(control));
    assertThat(plain(restored).kp()).isEqualTo(0.75);
    assertThat(restored.isCommanded()).isTrue();
    restored.curves(curve(9), curve(9), Double.NaN);
    assertThat(plain(restored)).isEqualTo(plain(control));
  }

  @Test
  void partsMustBeGiven() {
    assertThatThrownBy(() -> new GainSchedule(START, curve(1), curve(1), 11))
        .hasMessage("ki_base must be in 0..10: 11.0");
    assertThatThrownBy(() -> new GainSchedule(START, null, curve(1), 1))
        .hasMessage("every part of the gain schedule must be given");
    assertThatThrownBy(() -> new Gains(-1, 0, 0))
        .hasMessage("gains must be finite and not negative: kp=-1.0 ki=0.0 kd=0.0");
    assertThatThrownBy(() -> new GainSurface(1, Double.NaN, 0, 0))
        .hasMessage(
            "coefficients of the gain surface must be finite: b0=1.0 bx=NaN by=0.0 bxy=0.0");
    assertThat(GainSurface.NONE.exists()).isFalse();
    assertThat(new GainSurface(1, 0, 0, 0).exists()).isTrue();
  }
}
