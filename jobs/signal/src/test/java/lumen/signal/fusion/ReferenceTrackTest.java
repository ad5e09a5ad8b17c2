package lumen.signal.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import lumen.signal.grid.TargetGrid;
import org.junit.jupiter.api.Test;

class ReferenceTrackTest {
  private static final TargetGrid THIRDS = new TargetGrid(3, 1);

  @Test
  void newestAtOrBeforeTheStepHoldsUntilItIsStale() {
    ReferenceTrack track = new ReferenceTrack(TargetGrid.ofHz(5), 1_000_000);
    track.add(1_000_001, 0.2);
    track.add(1_000_000, 0.1);
    track.advanceTo(4);
    assertThat(track.at(4)).isNaN();
    track.advanceTo(5);
    assertThat(track.at(5)).isEqualTo(0.1);
    track.advanceTo(6);
    assertThat(track.at(6)).isEqualTo(0.2);
    assertThat(track.at(10)).isEqualTo(0.2);
    assertThat(track.at(11)).isNaN();
  }

  @Test
  void atEqualTimesTheGreaterCounts() {
    ReferenceTrack track = new ReferenceTrack(TargetGrid.ofHz(5), 1_000_000);
    track.add(200_000, 0.3);
    track.add(200_000, 0.9);
    track.add(200_000, 0.4);
    track.advanceTo(1);
    assertThat(track.at(1)).isEqualTo(0.9);
  }

  @Test
  void timesBetweenMicrosecondsAreComparedExactly() {
    ReferenceTrack track = new ReferenceTrack(THIRDS, 0);
    track.add(333_334, 0.5);
    track.advanceTo(1);
    assertThat(track.at(1)).isNaN();
    ReferenceTrack stale = new ReferenceTrack(THIRDS, 333_333);
    stale.add(0, 0.5);
    stale.advanceTo(1);
    assertThat(stale.at(1)).isNaN();
    ReferenceTrack fresh = new ReferenceTrack(THIRDS, 333_334);
    fresh.add(0, 0.5);
    fresh.advanceTo(1);
    assertThat(fresh.at(1)).isEqualTo(0.5);
  }

  @Test
  void namesTheFirstStepAtWhichSomethingHolds() {
    ReferenceTrack track = new ReferenceTrack(TargetGrid.ofHz(0.1), 3_000_000);
    assertThat(track.firstHeld(0)).isEqualTo(Long.MAX_VALUE);
    track.add(11_000_000, 1);
    track.add(28_000_000, 1);
    assertThat(track.firstHeld(0)).isEqualTo(3);
    assertThat(track.firstHeld(4)).isEqualTo(Long.MAX_VALUE);
    track.advanceTo(3);
    assertThat(track.firstHeld(3)).isEqualTo(3);
    assertThat(track.firstHeld(4)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void keepsManyPendingValuesInTheOrderOfTime() {
    ReferenceTrack track = new ReferenceTrack(TargetGrid.ofHz(1), 0);
    for (int i = 500; i >= 0; i--) {
      track.add(1_000_000L * i, i);
    }
    for (int g = 0; g <= 500; g++) {
      track.advanceTo(g);
      assertThat(track.at(g)).isEqualTo(g);
      track.add(1_000_000L * (501 + g), 501 + g);
    }
  }
}
