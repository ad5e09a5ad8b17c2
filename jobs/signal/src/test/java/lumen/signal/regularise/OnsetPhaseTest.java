package lumen.signal.regularise;

import static org.assertj.core.api.Assertions.assertThat;

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
}
