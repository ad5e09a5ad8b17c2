package lumen.overlay.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final long S = 1_000_000;
  private static final BreakerSettings USUAL = settings(1, 3_600, 1, 1);

  private static BreakerSettings settings(double growth, double mostS, int permits, int successes) {
    return new BreakerSettings(
        5,
        300,
        growth,
        mostS,
        permits,
        successes,
        Double.NaN,
        new BreakerSettings.Share(100, 20, 0.5));
  }

  private static Optional<BreakerMove> take(Breaker breaker, boolean failure, long micros) {
    return breaker.outcome(failure, breaker.generation(), false, micros, USUAL);
  }

  private static Breaker opened(BreakerSettings settings) {
    Breaker breaker = new Breaker();
    for (int i = 1; i <= 5; i++) {
      breaker.outcome(true, 0, false, i * S, settings);
    }
    return breaker;
  }

  @Test
  void fiveFailuresInARowOpenIt() {
    Breaker breaker = new Breaker();
    for (int i = 1; i < 5; i++) {
      assertThat(take(breaker, true, i * S)).isEmpty();
    }
    BreakerMove move = take(breaker, true, 5 * S).orElseThrow();
    assertThat(move)
        .isEqualTo(
            new BreakerMove(BreakerState.CLOSED, BreakerState.OPEN, "run", 5, 5, 5, 1, 0, 305 * S));
    assertThat(breaker.ask(true, USUAL)).isEqualTo(Breaker.Answer.OPEN);
  }

  @Test
  void successBreaksTheRun() {
    Breaker breaker = new Breaker();
    for (int i = 0; i < 15; i++) {
      assertThat(take(breaker, i % 5 != 4, i * S)).isEmpty();
    }
  }

  /** Every second call fails: no run ever sees it. */
  @Test
  void halfOfTheLastTwentyOpensIt() {
    Breaker breaker = new Breaker();
    for (int i = 1; i < 20; i++) {
      assertThat(take(breaker, i % 2 == 0, i * S)).as("outcome %d", i).isEmpty();
    }
    BreakerMove move = take(breaker, true, 20 * S).orElseThrow();
    assertThat(move.why()).isEqualTo("share");
    assertThat(move.failed()).isEqualTo(10);
    assertThat(move.n()).isEqualTo(20);
    assertThat(move.run()).isEqualTo(1);
  }

  /** Of a hundred and more outcomes only the last hundred count. */
  @Test
  void shareForgetsOlderOutcomes() {
    Breaker breaker = new Breaker();
    for (int i = 0; i < 300; i++) {
      take(breaker, false, i * S);
    }
    int failures = 0;
    while (take(breaker, ++failures % 5 != 0, S).isEmpty()) {
      assertThat(failures).isLessThan(100);
    }
    assertThat(failures).isEqualTo(62);
  }

  @Test
  void probeDecides() {
    Breaker breaker = opened(USUAL);
    assertThat(breaker.untilMicros()).isEqualTo(305 * S);
    assertThat(breaker.halfOpen().to()).isEqualTo(BreakerState.HALF_OPEN);
    assertThat(breaker.ask(false, USUAL)).isEqualTo(Breaker.Answer.FULL);
    assertThat(breaker.ask(true, USUAL)).isEqualTo(Breaker.Answer.PROBE);
    assertThat(breaker.ask(true, USUAL)).isEqualTo(Breaker.Answer.FULL);
    BreakerMove move = breaker.outcome(false, 2, true, 306 * S, USUAL).orElseThrow();
    assertThat(move.to()).isEqualTo(BreakerState.CLOSED);
    assertThat(breaker.generation()).isEqualTo(3);
  }

  @Test
  void failedProbesWaitLongerEachTime() {
    BreakerSettings growing = settings(1.5, 900, 1, 1);
    Breaker breaker = opened(growing);
    long[] pauses = {450 * S, 675 * S, 900 * S, 900 * S};
    for (int i = 0; i < pauses.length; i++) {
      long now = breaker.untilMicros();
      breaker.halfOpen();
      breaker.ask(true, growing);
      BreakerMove move =
          breaker.outcome(true, breaker.generation(), true, now, growing).orElseThrow();
      assertThat(move.reopenings()).isEqualTo(i + 1);
      assertThat(move.untilMicros() - now).isEqualTo(pauses[i]);
    }
  }

  /** Closed for at least as long as it is open at first, it begins with short pauses again. */
  @Test
  void longRestForgetsReopenings() {
    for (boolean rested : new boolean[] {false, true}) {
      BreakerSettings growing = settings(2, 3_600, 1, 1);
      Breaker breaker = opened(growing);
      breaker.halfOpen();
      breaker.ask(true, growing);
      breaker.outcome(true, 2, true, 305 * S, growing);
      breaker.halfOpen();
      breaker.ask(true, growing);
      breaker.outcome(false, 4, true, 1_000 * S, growing);
      long again = 1_300 * S - (rested ? 0 : 1);
      BreakerMove move = null;
      for (int i = 0; i < 5; i++) {
        move = breaker.outcome(true, 5, false, again, growing).orElse(null);
      }
      assertThat(move.reopenings()).isEqualTo(rested ? 0 : 1);
      assertThat(move.untilMicros() - again).isEqualTo((rested ? 300 : 600) * S);
    }
  }

  @Test
  void allNeededProbesMustSucceed() {
    BreakerSettings two = settings(1, 3_600, 3, 2);
    Breaker breaker = opened(two);
    breaker.halfOpen();
    for (int i = 0; i < 3; i++) {
      assertThat(breaker.ask(true, two)).isEqualTo(Breaker.Answer.PROBE);
    }
    assertThat(breaker.ask(true, two)).isEqualTo(Breaker.Answer.FULL);
    assertThat(breaker.outcome(false, 2, true, 306 * S, two)).isEmpty();
    assertThat(breaker.outcome(false, 2, true, 307 * S, two).orElseThrow().to())
        .isEqualTo(BreakerState.CLOSED);
    assertThat(breaker.outcome(true, 2, true, 308 * S, two)).isEmpty();
  }

  /** What was decided before a move never moves it. */
  @Test
  void olderGenerationsMoveNothing() {
    Breaker breaker = opened(USUAL);
    breaker.halfOpen();
    assertThat(breaker.outcome(false, 0, false, 306 * S, USUAL)).isEmpty();
    assertThat(breaker.outcome(true, 1, true, 306 * S, USUAL)).isEmpty();
    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
  }

  @Test
  void heldUntilReleased() {
    Breaker breaker = opened(USUAL);
    assertThat(breaker.trip().orElseThrow().to()).isEqualTo(BreakerState.HELD);
    assertThat(breaker.trip()).isEmpty();
    assertThat(breaker.untilMicros()).isEqualTo(BreakerMove.NEVER);
    assertThat(breaker.ask(true, USUAL)).isEqualTo(Breaker.Answer.OPEN);
    assertThat(breaker.release(400 * S).orElseThrow().to()).isEqualTo(BreakerState.CLOSED);
    assertThat(breaker.release(401 * S)).isEmpty();
    assertThat(breaker.ask(true, USUAL)).isEqualTo(Breaker.Answer.PASS);
  }
}
