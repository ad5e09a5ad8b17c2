package lumen.signal.regularise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import lumen.signal.grid.TargetGrid;
import org.junit.jupiter.api.Test;

class OnsetPhaseTest {
  private static final long T = 1_760_000_000_000_000L;

  private record Aligned(long step, double phase) {}

  private static List<Aligned> phases(OnsetPhase onsets, long... micros) {
    List<Aligned> found = new ArrayList<>();
    for (long t : micros) {
      onsets.accept(t, 1);
      while (onsets.advance()) {
        found.add(new Aligned(onsets.step(), onsets.phaseCycles()));
      }
    }
    return found;
  }

  @Test
  void theStepOfAnOnsetBelongsToTheSpanItOpens() {
    OnsetPhase onsets = new OnsetPhase(TargetGrid.ofHz(5), 2_000_000);
    long g = T / 200_000;
    assertThat(phases(onsets, T, T + 400_000, T + 600_000))
        .containsExactly(new Aligned(g, 0), new Aligned(g + 1, 0.5), new Aligned(g + 2, 0));
  }

  @Test
  void onsetsFurtherApartThanMaxGapHaveNoPhaseBetween() {
    OnsetPhase onsets = new OnsetPhase(TargetGrid.ofHz(5), 2_000_000);
    assertThat(phases(onsets, T, T + 2_000_001)).isEmpty();
    assertThat(phases(onsets, T + 4_000_001)).hasSize(10);
  }

  @Test
  void aValueOfZeroIsNoOnset() {
    OnsetPhase onsets = new OnsetPhase(TargetGrid.ofHz(5), 2_000_000);
    onsets.accept(T, 1);
    onsets.accept(T + 100_000, 0);
    onsets.accept(T + 150_000, -0.0);
    assertThat(onsets.advance()).isFalse();
    assertThat(phases(onsets, T + 1_000_000)).hasSize(5);
  }

  /** 3 steps a second at 1/3 s: 333333.3 us into a span of a second. */
  @Test
  void stepsBetweenMicrosecondsHaveTheirExactPhase() {
    OnsetPhase onsets = new OnsetPhase(new TargetGrid(3, 1), 2_000_000);
    assertThat(phases(onsets, T, T + 1_000_000))
        .containsExactly(
            new Aligned(3 * (T / 1_000_000), 0),
            new Aligned(3 * (T / 1_000_000) + 1, 1.0 / 3),
            new Aligned(3 * (T / 1_000_000) + 2, -1.0 / 3));
  }

  @Test
  void theLongestSpansOfTheFinestGridStayExact() {
    TargetGrid grid = new TargetGrid(999_983, 999_979);
    OnsetPhase onsets = new OnsetPhase(grid, 1_000_000_000_000L);
    onsets.accept(T, 1);
    onsets.accept(T + 1_000_000_000_000L, 1);
    double last = -2;
    int steps = 0;
    while (onsets.advance()) {
      double phase = onsets.phaseCycles();
      assertThat(phase).isGreaterThan(-0.5).isLessThanOrEqualTo(0.5);
      assertThat(phase > last || last > 0.499).isTrue();
      last = phase;
      steps++;
    }
    assertThat(steps).isEqualTo(1_000_004);
  }

  private static final OnsetIntervals MISSED = new OnsetIntervals(0, Long.MAX_VALUE, 1.6);

  private static OnsetPhase knowing(OnsetIntervals intervals) {
    return new OnsetPhase(TargetGrid.ofHz(5), 2_000_000, intervals);
  }

  /** How many steps each interval gives, in milliseconds from onset to onset. */
  private static List<Integer> steps(OnsetPhase onsets, long... intervalsMillis) {
    List<Integer> steps = new ArrayList<>();
    long t = T;
    onsets.accept(t, 1);
    for (long interval : intervalsMillis) {
      t += interval * 1_000;
      onsets.accept(t, 1);
      int n = 0;
      while (onsets.advance()) {
        n++;
      }
      steps.add(n);
    }
    return steps;
  }

  @Test
  void anIntervalOutsideOfTheToldOnesIsNoPhase() {
    OnsetPhase onsets = knowing(new OnsetIntervals(400_000, 1_000_000, Double.NaN));
    assertThat(steps(onsets, 400, 200, 1_000, 1_200, 600)).containsExactly(2, 0, 5, 0, 3);
  }

  @Test
  void anIntervalOfTwoIsAMissedOnset() {
    assertThat(steps(knowing(MISSED), 600, 600, 1_200, 600, 800, 1_200))
        .containsExactly(3, 3, 0, 3, 4, 0);
  }

  @Test
  void theMultipleItselfIsAPhase() {
    OnsetIntervals twice = new OnsetIntervals(0, Long.MAX_VALUE, 2);
    assertThat(steps(knowing(twice), 600, 1_200)).containsExactly(3, 6);
    assertThat(steps(knowing(twice), 600, 1_400)).containsExactly(3, 0);
  }

  /** Four of the slow pace are a tie of the median, 900; from the fifth on it is the usual one. */
  @Test
  void aPaceThatChangesIsBelievedAgain() {
    long[] millis = new long[16];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = i < 8 ? 600 : 1_200;
    }
    assertThat(steps(knowing(MISSED), millis))
        .containsExactly(3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 0, 6, 6, 6, 6);
  }

  @Test
  void nothingIsUsualAfterItWasForgotten() {
    OnsetPhase onsets = knowing(MISSED);
    assertThat(steps(onsets, 400, 400, 400)).containsExactly(2, 2, 2);
    onsets.forgetUsual();
    onsets.accept(T + 3_000_000, 1);
    assertThat(onsets.advance()).isTrue();
  }

  @Test
  void intervalsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new OnsetIntervals(2, 1, 2))
        .hasMessage("onset must have 0 <= min_s <= max_s: micros=2 to 1");
    assertThatThrownBy(() -> new OnsetIntervals(0, 1, 1))
        .hasMessage("onset.missed must be > 1: 1.0");
  }
}
