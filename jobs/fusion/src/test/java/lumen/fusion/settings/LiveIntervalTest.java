package lumen.fusion.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import lumen.signal.grid.TargetGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveIntervalTest {
  @ParameterizedTest
  @CsvSource({
    "0, 5, 1",
    "120, 5, 1",
    "200, 5, 1",
    "201, 5, 2",
    "300, 5, 2",
    "120, 25, 3",
    "121, 25, 4",
    "300, 1000, 300",
    "300, 0.005, 1",
    "300, 12.5, 4",
    "240, 12.5, 3",
  })
  void timeIsRoundedUpToWholeSteps(int tickMs, double hz, long steps) {
    assertThat(LiveInterval.of(tickMs, TargetGrid.ofHz(hz)).steps()).isEqualTo(steps);
  }

  @Test
  void indexOfTheStepDecidesAlsoBeforeTheEpoch() {
    LiveInterval third = new LiveInterval(3);
    assertThat(LongStream.rangeClosed(-4, 4).filter(third::has)).containsExactly(-3L, 0L, 3L);
    assertThat(new LiveInterval(1).has(-7)).isTrue();
    assertThatThrownBy(() -> new LiveInterval(0))
        .hasMessage("an interval must be of 1 step at least, is 0");
  }
}
