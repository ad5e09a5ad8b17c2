package lumen.signal.regularise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import lumen.signal.grid.TargetGrid;
import org.junit.jupiter.api.Test;

class RegulariserTest {
  private static final long T = 1_760_000_000_000_000L;
  private static final long MAX_GAP = 2_000_000;
  private static final TargetGrid FIVE = TargetGrid.ofHz(5);

  /** A value, with the step at which its segment began. */
  private record Value(long firstStep, double value) {}

  private final List<Value> values = new ArrayList<>();

  private void feed(Regulariser regulariser, long micros, double x) {
    regulariser.accept(T + micros, x);
    while (regulariser.advance()) {
      values.add(new Value(regulariser.firstStep(), regulariser.value()));
    }
  }

  private List<Double> relative() {
    return values.stream().map(Value::value).toList();
  }

  private static Regulariser linear(int rate) {
    return new Regulariser(rate, FIVE, Interpolation.LINEAR, MAX_GAP);
  }

  @Test
  void aSegmentRunsFromItsFirstToItsLastSampleEndsIncluded() {
    Regulariser regulariser = linear(5);
    feed(regulariser, 0, 10);
    assertThat(values).isEmpty();
    feed(regulariser, 400_000, 12);
    assertThat(relative()).containsExactly(0.0, 1.0, 2.0);
    feed(regulariser, 799_999, 12);
    feed(regulariser, 800_000, 100);
    assertThat(relative()).containsExactly(0.0, 1.0, 2.0, 2.0, 90.0);
  }

  @Test
  void aSegmentOfOneSampleGivesNothing() {
    Regulariser regulariser = linear(5);
    feed(regulariser, 0, 10);
    feed(regulariser, 2_000_001, 11);
    feed(regulariser, 4_000_002, 12);
    assertThat(values).isEmpty();
    assertThat(regulariser.begun()).isFalse();
  }

  @Test
  void gapLongerThanMaxGapEndsTheSegment() {
    Regulariser regulariser = linear(5);
    feed(regulariser, 0, 1);
    feed(regulariser, 200_000, 2);
    feed(regulariser, 2_200_000, 3);
    assertThat(values).hasSize(12);
    feed(regulariser, 4_200_001, 50);
    assertThat(values).hasSize(12);
    feed(regulariser, 4_400_000, 60);
    assertThat(values).hasSize(13);
    assertThat(values.get(12)).isEqualTo(new Value(T / 200_000 + 22, 0));
  }

  /** 32 values per 5 steps: both meet at whole seconds only. */
  @Test
  void aSegmentBeginsAtTheFirstValueThatIsAStepOfTheGrid() {
    Regulariser regulariser = linear(32);
    feed(regulariser, 1, 0);
    feed(regulariser, 500_001, 0.5);
    feed(regulariser, 999_999, 0.999998);
    assertThat(values).isEmpty();
    feed(regulariser, 1_000_001, 1);
    assertThat(values).containsExactly(new Value(T / 200_000 + 5, 0));
    feed(regulariser, 1_062_501, 1.0625);
    assertThat(values).hasSize(3);
    assertThat(values.get(1).firstStep()).isEqualTo(T / 200_000 + 5);
  }

  @Test
  void aSampleExactlyAtItsFirstMeetingPointBeginsTheSegmentThere() {
    Regulariser regulariser = linear(32);
    feed(regulariser, 0, 7);
    feed(regulariser, 31_250, 8);
    assertThat(values).containsExactly(new Value(T / 200_000, 0), new Value(T / 200_000, 1));
  }

  @Test
  void previousHoldsTheNewestSampleAtOrBefore() {
    Regulariser regulariser = new Regulariser(5, FIVE, Interpolation.PREVIOUS, MAX_GAP);
    feed(regulariser, 0, 1);
    feed(regulariser, 199_999, 2);
    feed(regulariser, 400_000, 3);
    feed(regulariser, 400_001, 4);
    feed(regulariser, 700_000, 5);
    assertThat(relative()).containsExactly(0.0, 1.0, 2.0, 3.0);
  }

  @Test
  void aValueAtASampleIsThatSampleWhateverTheNeighbours() {
    Regulariser regulariser = linear(5);
    feed(regulariser, 0, 0);
    feed(regulariser, 200_000, 1e16);
    feed(regulariser, 400_000, 1);
    feed(regulariser, 600_000, 0.1);
    assertThat(relative()).containsExactly(0.0, 1e16, 1.0, 0.1);
  }

  @Test
  void theHighestRateKeepsExactTimesFarFromTheEpoch() {
    TargetGrid grid = new TargetGrid(1_000_000, 1);
    Regulariser regulariser = new Regulariser(1_000_000, grid, Interpolation.LINEAR, MAX_GAP);
    long far = 100_000_000_000_000_000L;
    regulariser.accept(far - 4, 0);
    regulariser.accept(far, 4);
    for (double expected = 0; expected <= 4; expected++) {
      assertThat(regulariser.advance()).isTrue();
      assertThat(regulariser.value()).isEqualTo(expected);
    }
    assertThat(regulariser.firstStep()).isEqualTo(far - 4);
    assertThat(regulariser.advance()).isFalse();
  }

  @Test
  void aPointProcessHasNoValuesBetween() {
    assertThatThrownBy(() -> new Regulariser(5, FIVE, Interpolation.ONSET, MAX_GAP))
        .hasMessage("a point process has no values between events: ONSET");
  }
}
