package lumen.signal.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlignedStepsTest {
  private static void append(AlignedSteps steps, long first, int n) {
    double[] column = new double[n];
    for (int i = 0; i < n; i++) {
      column[i] = first + i;
    }
    steps.append(first, column, column, column, n);
  }

  @Test
  void neighbouringBlocksAreOneRunAndGapsEndIt() {
    AlignedSteps steps = new AlignedSteps();
    append(steps, 10, 5);
    append(steps, 15, 5);
    append(steps, 25, 2);
    assertThat(steps.runEndingAt(19, 100)).isEqualTo(10);
    assertThat(steps.runEndingAt(19, 4)).isEqualTo(4);
    assertThat(steps.runEndingAt(26, 100)).isEqualTo(2);
    assertThat(steps.runEndingAt(20, 100)).isZero();
    assertThat(steps.firstAtOrAfter(18)).isEqualTo(18);
    assertThat(steps.firstAtOrAfter(20)).isEqualTo(25);
    assertThat(steps.firstAtOrAfter(27)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void repeatedStepsAreSkipped() {
    AlignedSteps steps = new AlignedSteps();
    append(steps, 10, 5);
    append(steps, 8, 4);
    append(steps, 12, 6);
    assertThat(steps.runEndingAt(17, 100)).isEqualTo(8);
    AlignedSteps.Run run = steps.runAt(17);
    assertThat(run.value[run.index(17)]).isEqualTo(17);
  }

  @Test
  void keepsItsStepsWhileOldOnesAreDropped() {
    AlignedSteps steps = new AlignedSteps();
    long next = 1000;
    for (int round = 0; round < 500; round++) {
      int n = 1 + round % 37;
      append(steps, next, n);
      next += n;
      if (round % 50 == 49) {
        next += 3;
      }
      steps.dropBefore(next - 60);
      AlignedSteps.Run run = steps.runAt(steps.firstAtOrAfter(next - 60));
      for (long g = run.first(); g <= run.last(); g++) {
        assertThat(run.envelope[run.index(g)]).isEqualTo((double) g);
      }
      assertThat(steps.runAt(next - 61)).isNull();
    }
    steps.dropBefore(next);
    assertThat(steps.isEmpty()).isTrue();
  }
}
