package lumen.governance.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeEffectsTest {
  private static double[] hour(double mean, double spread) {
    double[] values = new double[12];
    for (int i = 0; i < values.length; i++) {
      values[i] = mean + spread * (i % 4 - 1.5);
    }
    return values;
  }

  private static ChangeEffects change(double hits, double errors) {
    Map<PolicyFigure, Effect> effects = new EnumMap<>(PolicyFigure.class);
    effects.put(
        PolicyFigure.HIT_RATE, Effect.of(hour(0.62, 0.005), hour(0.62 + hits, 0.005), false, true));
    effects.put(
        PolicyFigure.ERROR_RATE, Effect.of(hour(0.01, 0.001), hour(errors, 0.001), true, true));
    effects.put(PolicyFigure.P95_MS, Effect.of(hour(200, 0), hour(200, 0), true, true));
    return ChangeEffects.of(effects, PolicyFigure.HIT_RATE);
  }

  @Test
  void fivePointsMoreAreKept() {
    assertThat(change(0.05, 0.01).outcome(false)).isEqualTo("kept");
    assertThat(change(0, 0.01).outcome(false)).isEqualTo("no_effect");
  }

  @Test
  void fivePointsLessAreUndone() {
    assertThat(change(-0.05, 0.01).outcome(false)).isEqualTo("undone");
    assertThat(change(-0.05, 0.01).worse()).containsExactly("hit_rate");
  }

  @Test
  void fivePointsMoreWithErrorsAreUndone() {
    assertThat(change(0.05, 0.1).outcome(false)).isEqualTo("undone");
    assertThat(change(0.05, 0.1).worse()).containsExactly("error_rate");
  }

  @Test
  void whatDoesNotSpreadIsJudgedByItsSign() {
    Effect same = Effect.of(hour(200, 0), hour(200, 0), true, true);
    assertThat(same.worse()).isEqualTo(1);
    Effect slower = Effect.of(hour(200, 0), hour(210, 0), true, true);
    assertThat(slower.worse()).isZero();
    assertThat(slower.better()).isEqualTo(1);
  }

  @Test
  void whatIsNotKnownIsUnmeasured() {
    ChangeEffects none = ChangeEffects.of(Map.of(), PolicyFigure.HIT_RATE);
    assertThat(none.outcome(true)).isEqualTo("unmeasured");
  }

  @Test
  void aLongerTimeCanBringSoMuchAtMost() {
    assertThat(PolicyTable.mostHits(0.65, 1.5)).isCloseTo(0.7358, within(5e-5));
    assertThat(PolicyTable.mostHits(0.30, 1.5)).isCloseTo(0.3913, within(5e-5));
  }
}
