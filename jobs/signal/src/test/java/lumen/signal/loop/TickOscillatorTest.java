package lumen.signal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TickOscillatorTest {
  private static final TickLimits LIMITS = new TickLimits(120, 400);

  @Test
  void meanRateIsExactThoughTicksAreWholeMicroseconds() {
    TickOscillator oscillator = new TickOscillator(187.654321987);
    long begin = 1_767_225_600_000_000L;
    oscillator.start(begin);
    long before = Long.MIN_VALUE;
    for (int i = 0; i < 1_000_000; i++) {
      assertThat(oscillator.nextMicros()).isGreaterThan(before);
      before = oscillator.nextMicros();
      oscillator.advance();
    }
    long passed = oscillator.nextMicros() - begin;
    assertThat(Math.abs(passed - 187_654_321_987L)).isLessThanOrEqualTo(1);
  }

  @Test
  void limitIsReachedOnlyBeyondIt() {
    TickOscillator oscillator = new TickOscillator(200);
    oscillator.ask(400, LIMITS);
    assertThat(oscillator.isLimited()).isFalse();
    oscillator.ask(Math.nextUp(400.0), LIMITS);
    assertThat(oscillator.isLimited()).isTrue();
    assertThat(oscillator.tickMs()).isEqualTo(400);
    oscillator.keepWithin(LIMITS);
    assertThat(oscillator.isLimited()).isTrue();
    oscillator.hold(LIMITS);
    assertThat(oscillator.isLimited()).isFalse();
    oscillator.keepWithin(new TickLimits(20, 300));
    assertThat(oscillator.isLimited()).isTrue();
    assertThat(oscillator.tickMs()).isEqualTo(300);
  }

  @Test
  void phaseIsThatBetweenItsTicks() {
    TickOscillator oscillator = new TickOscillator(200);
    oscillator.start(1000);
    assertThat(oscillator.covered()).isZero();
    assertThat(oscillator.phaseAt(1000)).isZero();
    assertThat(oscillator.phaseAt(999)).isNaN();
    oscillator.advance();
    assertThat(oscillator.phaseAt(51_000)).isEqualTo(0.25);
    assertThat(oscillator.covered()).isEqualTo(200_000);
    oscillator.advanceAndStop();
    assertThat(oscillator.nextMicros()).isEqualTo(TickOscillator.NEVER);
    assertThat(oscillator.phaseAt(251_000)).isNaN();
    oscillator.start(201_000);
    assertThat(oscillator.nextMicros()).isEqualTo(201_001);
  }
}
