package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.runtime.state.Frontier;
import lumen.signal.grid.TargetGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines at which a step begins or is complete. */
class StepMarksTest {
  private static final long HORIZON_MICROS = 9_233_000;
  private static final long T0 = 1_760_000_000_000_000L;
  private static final long SEED = 11;

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 2.5, 3, 5, 48, 200})
  void nextIsTheFirstLineThatMakesOneMoreStepKnown(double hz) {
    TargetGrid grid = TargetGrid.ofHz(hz);
    StepMarks marks = new StepMarks(grid, HORIZON_MICROS, -1, Long.MAX_VALUE);
    Random random = new Random(SEED);
    for (int i = 0; i < 2_000; i++) {
      long line = T0 + random.nextInt(60_000_000);
      long next = marks.next(line);
      assertThat(next).as("seed %d, line %d", SEED, line).isGreaterThan(line);
      assertThat(known(grid, next)).isGreaterThan(known(grid, line));
      assertThat(known(grid, next - 1)).isEqualTo(known(grid, line));
    }
  }

  /** How many steps have begun, and how many are complete, by the watermark of a line. */
  private static long known(TargetGrid grid, long lineMicros) {
    long frontier = Frontier.ofWatermark(Math.floorDiv(lineMicros, 1_000) - 1);
    return grid.floorStep(frontier - 1) + grid.floorStep(frontier - HORIZON_MICROS - 1);
  }

  @Test
  void wherePlayedTicksAreWaitedForWithinTheirDelay() {
    StepMarks marks = new StepMarks(TargetGrid.ofHz(5), HORIZON_MICROS, -1, 40_000);
    StepMarks steps = new StepMarks(TargetGrid.ofHz(5), HORIZON_MICROS, -1, Long.MAX_VALUE);
    for (long line = T0; line < T0 + 1_000_000; line += 777) {
      assertThat(marks.next(line)).isEqualTo(Math.min(line + 40_000, steps.next(line)));
    }
  }

  @Test
  void theirDelayIsThatOfTheOutputs(@TempDir Path folder) throws Exception {
    assertThat(StepMarks.of(LumenSettings.defaults()).withinMicros()).isEqualTo(Long.MAX_VALUE);
    Files.writeString(
        folder.resolve("fusion.yaml"),
        "outputs: {osc: {addr: \"127.0.0.1:9\"}, playout_delay_ms: 80}\n");
    assertThat(StepMarks.of(SettingsLoader.load(folder)).withinMicros()).isEqualTo(70_000);
  }
}
