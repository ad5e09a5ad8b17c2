package lumen.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MinMaxEnvelopeTest {
  @Test
  void aShortCurveIsKeptStepByStep() {
    MinMaxEnvelope curve = new MinMaxEnvelope(16);
    for (int i = 0; i < 10; i++) {
      curve.add(100 + i, i);
    }
    assertThat(curve.width()).isEqualTo(1);
    assertThat(curve.size()).isEqualTo(10);
    assertThat(curve.step(3)).isEqualTo(103);
    assertThat(curve.min(3)).isEqualTo(3).isEqualTo(curve.max(3)).isEqualTo(curve.mean(3));
  }

  @Test
  void aLongCurveKeepsItsExtremes() {
    MinMaxEnvelope curve = new MinMaxEnvelope(1000);
    for (int i = 0; i < 100_000; i++) {
      curve.add(i, i == 54_321 ? 7 : i == 12_345 ? -7 : 0);
    }
    assertThat(curve.width()).isEqualTo(128);
    assertThat(curve.size()).isLessThanOrEqualTo(1000);
    assertThat(curve.largest()).isEqualTo(7);
    assertThat(curve.min((int) (12_345 / curve.width()))).isEqualTo(-7);
    assertThat(curve.max((int) (54_321 / curve.width()))).isEqualTo(7);
  }

  @Test
  void whatHasNoValueIsAGap() {
    MinMaxEnvelope curve = new MinMaxEnvelope(8);
    curve.add(0, 1);
    curve.add(1, Double.NaN);
    curve.add(4, 2);
    assertThat(curve.hasValue(1)).isFalse();
    assertThat(curve.hasValue(2)).isFalse();
    assertThat(curve.hasValue(4)).isTrue();
  }

  @Test
  void oneFarStepCostsNoMemory() {
    MinMaxEnvelope curve = new MinMaxEnvelope(64);
    curve.add(0, 1);
    curve.add(1L << 40, 2);
    assertThat(curve.size()).isLessThanOrEqualTo(64);
    assertThat(curve.largest()).isEqualTo(2);
  }

  @Test
  void shrinkingJoinsNeighbours() {
    MinMaxEnvelope curve = new MinMaxEnvelope(4096);
    for (int i = 0; i < 1001; i++) {
      curve.add(i, i);
    }
    curve.shrinkTo(300);
    assertThat(curve.size()).isEqualTo(251);
    assertThat(curve.min(250)).isEqualTo(1000);
    assertThat(curve.mean(0)).isEqualTo(1.5);
  }

  @Test
  void aHeldValueIsInEverySpanOnce() {
    MinMaxEnvelope curve = new MinMaxEnvelope(16);
    curve.hold(10, 14, 3);
    curve.hold(14, 15, 5);
    assertThat(curve.size()).isEqualTo(5);
    assertThat(curve.mean(3)).isEqualTo(3);
    assertThat(curve.mean(4)).isEqualTo(5);
    curve.hold(15, 15, 9);
    assertThat(curve.size()).isEqualTo(5);
  }

  @Test
  void aLongHoldCostsNoMoreThanTheSpans() {
    MinMaxEnvelope curve = new MinMaxEnvelope(64);
    curve.hold(0, 1L << 40, 2);
    assertThat(curve.size()).isBetween(32, 64);
    for (int i = 0; i < curve.size(); i++) {
      assertThat(curve.mean(i)).isEqualTo(2);
    }
    assertThat(curve.smallest()).isEqualTo(2);
  }

  @Test
  void stepsBeforeTheFirstAreRefused() {
    MinMaxEnvelope curve = new MinMaxEnvelope(8);
    curve.add(5, 1);
    assertThatThrownBy(() -> curve.add(4, 1)).hasMessage("steps must ascend: step=4 first=5");
  }
}
