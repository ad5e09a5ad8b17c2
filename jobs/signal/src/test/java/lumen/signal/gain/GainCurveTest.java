package lumen.signal.gain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GainCurveTest {
  @Test
  void isLinearBetweenPointsAndConstantOutside() {
    GainCurve curve =
        new GainCurve(
            List.of(
                new GainCurve.Point(0, 0.35),
                new GainCurve.Point(0.1, 0.33),
                new GainCurve.Point(0.2, 0.28),
                new GainCurve.Point(0.3, 0.22)));
    assertThat(curve.at(-1)).isEqualTo(0.35);
    assertThat(curve.at(0.1)).isEqualTo(0.33);
    assertThat(curve.at(0.15)).isCloseTo(0.305, within(1e-15));
    assertThat(curve.at(2)).isEqualTo(0.22);
    assertThat(curve.at(Double.NaN)).isEqualTo(0.35);
  }

  @Test
  void pointsMustIncrease() {
    assertThatThrownBy(
            () -> new GainCurve(List.of(new GainCurve.Point(0, 1), new GainCurve.Point(0, 2))))
        .hasMessage("gain curve must increase in x: 0.0 is followed by 0.0");
    assertThatThrownBy(() -> new GainCurve(List.of()))
        .hasMessage("gain curve must have a point: it is empty");
  }

  @Test
  void pointsMustBeFinite() {
    assertThatThrownBy(() -> new GainCurve(List.of(new GainCurve.Point(0, Double.NaN))))
        .hasMessage("points of a gain curve must be finite: Point[x=0.0, y=NaN]");
    assertThatThrownBy(
            () -> new GainCurve(List.of(new GainCurve.Point(Double.NEGATIVE_INFINITY, 1))))
        .hasMessageStartingWith("points of a gain curve must be finite");
  }
}
