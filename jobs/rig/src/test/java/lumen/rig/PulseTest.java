package lumen.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PulseTest {
  private static final Pulse STAGE = Story.stageA(4).pulse().orElseThrow();

  @Test
  void cyclesAreTheIntegralOfTheRate() {
    double sum = 0;
    long perSecond = 1000;
    for (long k = 0; k < 1300 * perSecond; k++) {
      if (k % (13 * perSecond) == 0) {
        double seconds = (double) k / perSecond;
        assertThat(STAGE.cyclesAt(seconds)).as("at %s s", seconds).isCloseTo(sum, within(1e-6));
      }
      sum += STAGE.hzAt((k + 0.5) / perSecond) / perSecond;
    }
  }

  @Test
  void aTickLiesWhereItsCycleBegins() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 10_000; i++) {
      double atS = STAGE.nextS(random.nextDouble() * 1200);
      double cycles = STAGE.cyclesAt(atS);
      assertThat(cycles).as("seed 11, at %s s", atS).isCloseTo(Math.rint(cycles), within(1e-7));
    }
  }

  @Test
  void aTickIsNotAfterItself() {
    double tickS = STAGE.nextS(100);
    assertThat(tickS).isBetween(100.0, 100.2);
    assertThat(STAGE.nextS(tickS - 1e-6)).isEqualTo(tickS);
    assertThat(STAGE.nextS(tickS + 1e-6)).isCloseTo(tickS + 1 / STAGE.hzAt(tickS), within(1e-4));
    assertThat(STAGE.nextS(0)).isZero();
  }

  @Test
  void aStepHoldsInItsSpanOfEveryTurn() {
    Pulse pulse = new Pulse(5, 0, 60, List.of(new Pulse.Step(new Span(50, 300), 0.1)));
    assertThat(pulse.hzAt(49.99)).isEqualTo(5);
    assertThat(pulse.hzAt(50)).isEqualTo(5.1);
    assertThat(pulse.hzAt(300)).isEqualTo(5);
    assertThat(pulse.hzAt(650)).isEqualTo(5.1);
    assertThat(pulse.cyclesAt(60)).isCloseTo(301, within(1e-9));
    assertThat(pulse.cyclesAt(600)).isCloseTo(3025, within(1e-9));
    assertThat(pulse.cyclesAt(660)).isCloseTo(3326, within(1e-9));
  }

  @Test
  void aPulseThatMayStandStillIsRefused() {
    List<Pulse.Step> slower = List.of(new Pulse.Step(new Span(0, 10), -0.6));
    assertThatThrownBy(() -> new Pulse(1, 0.5, 60, slower))
        .hasMessageStartingWith("pulse must always advance: slowestHz=-0.0999")
        .hasMessageEndingWith(" swingS=60.0");
    assertThatThrownBy(() -> new Pulse.Step(new Span(500, 601), 1))
        .hasMessageStartingWith("step must lie in one turn of the story: ");
  }
}
