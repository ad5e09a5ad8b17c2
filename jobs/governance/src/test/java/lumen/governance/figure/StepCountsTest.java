package lumen.governance.figure;

import static org.assertj.core.api.Assertions.assertThat;

import lumen.governance.record.Latencies;
import lumen.governance.reference.TestSettings;
import org.junit.jupiter.api.Test;

class StepCountsTest {
  /** A histogram may tell any count: the job must not stop at it, at each restart again. */
  @Test
  void countsBeyondALongStayAtTheLongest() {
    StepCounts step = new StepCounts(TestSettings.read("").slo());
    Latencies absurd =
        new Latencies(new double[] {100, 500}, new long[] {1, 1, 1_000_000_000_000_000L}, true);
    for (int i = 0; i < 3; i++) {
      step.add("r", absurd);
    }
    assertThat(step.counts.get(Count.LATENCY_US)).isEqualTo(Long.MAX_VALUE);
    assertThat(step.counts.get(Count.LATENCIES)).isEqualTo(3_000_000_000_000_006L);
  }

  @Test
  void moneyBeyondALongStaysAtTheLongest() {
    DaySums day = new DaySums();
    for (int i = 0; i < 12; i++) {
      day.addBilled(1_000_000_000_000_000_000L, true);
      day.addEffective("a", 1_000_000_000_000_000_000L);
      day.addEffective("b", 1_000_000_000_000_000_000L);
      day.addValue(-1_000_000_000_000_000_000L);
    }
    assertThat(day.billedDaily()).isEqualTo(Long.MAX_VALUE);
    assertThat(day.effective()).isEqualTo(Long.MAX_VALUE);
    assertThat(day.value()).isEqualTo(Long.MIN_VALUE);
  }
}
