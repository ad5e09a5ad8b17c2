package lumen.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkStepsTest {
  private final MarkSteps steps = new MarkSteps(1_000, 5_000);

  @Test
  void aJumpIsCutAtMultiplesOfTheStep() {
    assertThat(between(1_700, 4_500)).containsExactly(2_000L, 3_000L, 4_000L);
    assertThat(between(2_000, 4_000)).containsExactly(3_000L);
    assertThat(between(-2_500, -500)).containsExactly(-2_000L, -1_000L);
  }

  @Test
  void aStepIsNotCut() {
    assertThat(steps.cuts(1_700, 2_700)).isFalse();
    assertThat(steps.cuts(1_700, 2_701)).isTrue();
    assertThat(steps.cuts(Long.MIN_VALUE, 1_000_000)).as("there is nothing before").isFalse();
    assertThat(MarkSteps.NONE.cuts(0, Long.MAX_VALUE)).isFalse();
  }

  @Test
  void onlyTheFirstPartOfALongJumpIsCut() {
    assertThat(between(1_500, Long.MAX_VALUE))
        .containsExactly(2_000L, 3_000L, 4_000L, 5_000L, 6_000L);
    assertThat(between(1_500, 1_000_000)).hasSize(5);
  }

  @Test
  void aReachWithoutEndHasBoundedSteps() {
    MarkSteps day = new MarkSteps(1_000, 86_400_000);
    List<Long> marks = new ArrayList<>();
    day.between(0, Long.MAX_VALUE, marks::add);
    assertThat(marks).hasSizeBetween(200, 256).isSorted();
  }

  @Test
  void rangesAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MarkSteps(0, 1))
        .withMessage("step must be above 0, reach not below: step=0 reach=1");
  }

  private List<Long> between(long last, long next) {
    List<Long> marks = new ArrayList<>();
    assertThat(steps.cuts(last, next)).isTrue();
    steps.between(last, next, marks::add);
    return marks;
  }
}
