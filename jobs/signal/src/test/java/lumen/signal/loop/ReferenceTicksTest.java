package lumen.signal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReferenceTicksTest {
  private static final long S = 1_000_000;

  private static ReferenceTicks ticks(long... micros) {
    ReferenceTicks ticks = new ReferenceTicks();
    for (long at : micros) {
      ticks.take(at);
    }
    return ticks;
  }

  @Test
  void nothingEverCameIsStale() {
    assertThat(ticks().isStale(0)).isTrue();
  }

  @Test
  void fiveIntervalsAreWaited() {
    ReferenceTicks ticks = ticks(0, 2 * S);
    assertThat(ticks.isStale(12 * S)).isFalse();
    assertThat(ticks.isStale(12 * S + 1)).isTrue();
  }

  @Test
  void oneSecondIsWaitedAtLeast() {
    ReferenceTicks ticks = ticks(0, S / 100);
    assertThat(ticks.isStale(S + S / 100)).isFalse();
    assertThat(ticks.isStale(S + S / 100 + 1)).isTrue();
    assertThat(ticks(0).isStale(S)).isFalse();
    assertThat(ticks(0).isStale(S + 1)).isTrue();
  }

  @Test
  void sameAndOlderTicksAreNone() {
    ReferenceTicks ticks = ticks(10 * S);
    assertThat(ticks.take(10 * S)).isFalse();
    assertThat(ticks.take(9 * S)).isFalse();
    assertThat(ticks.take(10 * S + 1)).isTrue();
  }

  @Test
  void slowReferenceIsLearntFromItsSecondTick() {
    ReferenceTicks ticks = ticks(0);
    ticks.take(8 * S);
    assertThat(ticks.continues()).isFalse();
    assertThat(ticks.isStale(48 * S)).isFalse();
    ticks.take(16 * S);
    assertThat(ticks.continues()).isTrue();
  }

  @Test
  void gapIsNoInterval() {
    ReferenceTicks ticks = ticks(0, S / 5, 100 * S);
    assertThat(ticks.continues()).isFalse();
    assertThat(ticks.isStale(101 * S + 1)).isTrue();
    ticks.take(100 * S + S / 5);
    assertThat(ticks.continues()).isTrue();
  }

  @Test
  void twoMinutesAreTheLongestInterval() {
    assertThat(ticks(0, 120 * S).isStale(720 * S)).isFalse();
    assertThat(ticks(0, 120 * S + 1).isStale(121 * S + 2)).isTrue();
  }
}
