package lumen.signal.kalman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Random;
import lumen.signal.reference.Agreement;
import lumen.signal.reference.ReferenceVector;
import org.junit.jupiter.api.Test;

class PhaseKalmanTest {
  private static KalmanSettings settings(Adaptation adapt) {
    return new KalmanSettings(adapt, 1e-3, 2e-3, 1e-5, 1e-1, 1e-4, 2e-2);
  }

  @Test
  void agreesWithTheReference() {
    for (ReferenceVector vector : ReferenceVector.cases("kalman.json")) {
      Adaptation adapt = Adaptation.valueOf(vector.text("adapt").toUpperCase(Locale.ROOT));
      double[] d = vector.doubles("d");
      double[] mu = vector.doubles("mu");
      double[][] found = new double[3][d.length];
      PhaseKalman kalman = new PhaseKalman(settings(adapt));
      for (int i = 0; i < d.length; i++) {
        kalman.step(d[i], mu[i]);
        found[0][i] = kalman.x();
        found[1][i] = kalman.q();
        found[2][i] = kalman.r();
      }
      String name = vector.text("name") + " " + adapt;
      Agreement.assertAgree(name + " x", found[0], vector.doubles("x"), 1e-9);
      Agreement.assertAgree(name + " q", found[1], vector.doubles("q"), 1e-9);
      Agreement.assertAgree(name + " r", found[2], vector.doubles("r"), 1e-9);
    }
  }

  @Test
  void settlesAtTheClosedFormOfARandomWalkWithNoise() {
    KalmanSettings fixed = new KalmanSettings(Adaptation.FIXED, 1e-4, 1e-2, 1e-9, 1, 1e-9, 1);
    PhaseKalman kalman = new PhaseKalman(fixed);
    for (int i = 0; i < 500; i++) {
      kalman.step(0, 1);
    }
    double predicted = (1e-4 + Math.sqrt(1e-8 + 4 * 1e-4 * 1e-2)) / 2;
    assertThat(kalman.p() + 1e-4).isCloseTo(predicted, within(1e-12));
  }

  @Test
  void residualRuleWithoutBoundsDiesOutOrBlowsUp() {
    KalmanSettings unbounded =
        new KalmanSettings(Adaptation.RESIDUAL, 1e-3, 2e-3, 1e-300, 1e300, 1e-300, 1e300);
    assertThat(afterJitter(unbounded, 0.01).q()).isLessThan(1e-8);
    assertThat(afterJitter(unbounded, 0.01).r()).isLessThan(1e-5);
    assertThat(afterJitter(unbounded, 0.3).q()).isGreaterThan(1e8);
    assertThat(afterJitter(unbounded, 0.3).r()).isGreaterThan(1e4);
    KalmanSettings bounded = settings(Adaptation.RESIDUAL);
    assertThat(afterJitter(bounded, 0.01).q()).isEqualTo(1e-5);
    assertThat(afterJitter(bounded, 0.01).r()).isEqualTo(1e-4);
    assertThat(afterJitter(bounded, 0.3).q()).isCloseTo(1e-1, within(2e-2));
    assertThat(afterJitter(bounded, 0.3).r()).isCloseTo(2e-2, within(2e-3));
  }

  private static PhaseKalman afterJitter(KalmanSettings settings, double sigmaCycles) {
    Random random = new Random(17);
    PhaseKalman kalman = new PhaseKalman(settings);
    for (int i = 0; i < 20_000; i++) {
      double d = sigmaCycles * random.nextGaussian();
      kalman.step(d - Math.ceil(d - 0.5), 1);
    }
    return kalman;
  }

  @Test
  void innovationRuleFindsTheTrueNoise() {
    KalmanSettings wide = new KalmanSettings(Adaptation.INNOVATION, 1e-3, 2e-3, 1e-9, 1, 1e-9, 1);
    PhaseKalman kalman = new PhaseKalman(wide);
    Random random = new Random(3);
    double walk = 0;
    double[] nis = new double[4000];
    double[] v = new double[4000];
    for (int i = -2000; i < nis.length; i++) {
      walk += 3e-4 * random.nextGaussian();
      double measured = walk + 0.03 * random.nextGaussian();
      kalman.step(measured - Math.ceil(measured - 0.5), 1);
      if (i >= 0) {
        nis[i] = kalman.nis();
        v[i] = kalman.innovation();
      }
    }
    assertThat(kalman.r()).isBetween(4e-4, 1.8e-3);
    Consistency found = Consistency.of(v, nis, 0, nis.length);
    assertThat(found.nis()).isCloseTo(1, within(0.2));
  }

  @Test
  void stepWithoutAdaptingLeavesQAndRAndTheBatchAlone() {
    PhaseKalman kalman = new PhaseKalman(settings(Adaptation.INNOVATION));
    for (int i = 0; i < 200; i++) {
      kalman.stepWithoutAdapting(0.2, 1);
    }
    assertThat(kalman.q()).isEqualTo(1e-3);
    assertThat(kalman.r()).isEqualTo(2e-3);
    assertThat(kalman.x()).isCloseTo(0.2, within(1e-6));
  }

  @Test
  void restartKeepsQAndRAndEmptiesTheBatch() {
    PhaseKalman kalman = new PhaseKalman(settings(Adaptation.INNOVATION));
    for (int i = 0; i < 75; i++) {
      kalman.step(i % 2 == 0 ? 0.2 : -0.2, 1);
    }
    double q = kalman.q();
    double r = kalman.r();
    kalman.restart();
    assertThat(kalman.x()).isZero();
    assertThat(kalman.p()).isEqualTo(1);
    assertThat(kalman.q()).isEqualTo(q);
    assertThat(kalman.r()).isEqualTo(r);
    for (int i = 0; i < 49; i++) {
      kalman.step(0.01, 1);
    }
    assertThat(kalman.r()).isEqualTo(r);
    kalman.step(0.01, 1);
    assertThat(kalman.r()).isNotEqualTo(r);
  }

  @Test
  void givenNoiseIsTakenWithinItsBoundsAndKeptToTheBit() {
    PhaseKalman kalman = new PhaseKalman(settings(Adaptation.RESIDUAL));
    for (int i = 0; i < 75; i++) {
      kalman.step(i % 2 == 0 ? 0.2 : -0.2, 1);
    }
    double learnt = kalman.r();
    kalman.take(new FilterNoise(Adaptation.FIXED, 1.5e-3, Double.NaN));
    for (int i = 0; i < 75; i++) {
      kalman.step(i % 2 == 0 ? 0.2 : -0.2, 1, Adaptation.FIXED);
      assertThat(kalman.q()).isEqualTo(1.5e-3);
      assertThat(kalman.r()).isEqualTo(learnt).isNotEqualTo(2e-3);
    }
    kalman.take(new FilterNoise(Adaptation.FIXED, 5, 1e-9));
    assertThat(kalman.q()).isEqualTo(1e-1);
    assertThat(kalman.r()).isEqualTo(1e-4);
  }

  @Test
  void batchIsOfStepsInARowThatAdapt() {
    PhaseKalman kalman = new PhaseKalman(settings(Adaptation.INNOVATION));
    for (int i = 0; i < 30; i++) {
      kalman.step(0.1, 1);
    }
    kalman.step(0.1, 1, Adaptation.FIXED);
    for (int i = 0; i < 49; i++) {
      kalman.step(0.01, 1);
    }
    assertThat(kalman.r()).as("49 since the rest").isEqualTo(2e-3);
    kalman.step(0.01, 1);
    assertThat(kalman.r()).isNotEqualTo(2e-3);
  }

  @Test
  void valuesGoWithFixedAloneAndStayWhereAnotherGivesNone() {
    assertThatThrownBy(() -> new FilterNoise(Adaptation.RESIDUAL, 1e-3, Double.NaN))
        .hasMessageStartingWith("q and r must be given with fixed alone");
    FilterNoise given = new FilterNoise(Adaptation.FIXED, 1e-3, Double.NaN);
    assertThat(given.then(new FilterNoise(Adaptation.FIXED, Double.NaN, 1e-2)))
        .isEqualTo(new FilterNoise(Adaptation.FIXED, 1e-3, 1e-2));
    assertThat(given.then(FilterNoise.of(Adaptation.RESIDUAL)).resting())
        .isEqualTo(FilterNoise.of(Adaptation.FIXED));
  }

  @Test
  void startValuesMustLieInTheirBounds() {
    assertThatThrownBy(() -> new KalmanSettings(Adaptation.FIXED, 1, 2e-3, 1e-5, 1e-1, 1e-4, 2e-2))
        .hasMessage("q must be in its bounds, these positive and finite: q=1.0 min=1.0E-5 max=0.1");
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }
}
