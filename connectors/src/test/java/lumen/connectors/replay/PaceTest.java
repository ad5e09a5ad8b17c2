package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private long nanos = 123_456_789L;

  @Test
  void speedZeroWaitsForNothing() {
    Pace pace = new Pace(0, () -> nanos);

    assertThat(pace.isPaced()).isFalse();
    assertThat(pace.untilMicros()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void nothingIsDueBeforeTheBeginningIsKnown() {
    Pace pace = new Pace(1, () -> nanos);

    assertThat(pace.isPaced()).isTrue();
    assertThat(pace.isBefore(Long.MAX_VALUE)).isTrue();
    pace.anchor(7);
    assertThat(pace.isBefore(7)).isFalse();
    assertThat(pace.isBefore(6)).isTrue();
  }

  @Test
  void waitsAreShortBeforeTheBeginningIsKnown() {
    Pace pace = new Pace(1, () -> nanos);

    assertThat(pace.untilMicros()).isEqualTo(Long.MIN_VALUE);
    assertThat(pace.millisUntil(5)).isEqualTo(1);
  }

  @Test
  void eventTimeIsDueAtItsDistanceFromTheBeginningOverSpeed() {
    Pace pace = new Pace(10, () -> nanos);
    pace.anchor(1_000_000);

    assertThat(pace.untilMicros()).isEqualTo(1_000_000);
    assertThat(pace.millisUntil(2_000_000)).isEqualTo(100);
    nanos += 100_000_000;
    assertThat(pace.untilMicros()).isEqualTo(2_000_000);
    nanos += 1;
    assertThat(pace.untilMicros()).isEqualTo(2_000_000);
  }

  @Test
  void deadlinesAreAbsoluteSoThatAPauseIsCaughtUp() {
    Pace pace = new Pace(1, () -> nanos);
    pace.anchor(0);
    for (int step = 0; step < 1_000; step++) {
      nanos += 999_999;
      pace.millisUntil(step);
    }
    nanos += 60_000_000_000L;

    assertThat(pace.untilMicros()).isEqualTo(60_999_999);
  }

  @Test
  void waitsAreBoundedOnBothSides() {
    Pace pace = new Pace(1, () -> nanos);
    pace.anchor(0);

    assertThat(pace.millisUntil(-5_000_000)).isEqualTo(1);
    assertThat(pace.millisUntil(10)).isEqualTo(1);
    assertThat(pace.millisUntil(2_500)).isEqualTo(3);
    assertThat(pace.millisUntil(Long.MAX_VALUE)).isEqualTo(1_000);
  }
}
