package lumen.fusion.fuse;

import static lumen.fusion.fuse.AlignedRig.G0;
import static lumen.fusion.fuse.AlignedRig.STEPS;
import static lumen.fusion.fuse.AlignedRig.micros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import lumen.fusion.ShortWindows;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.lines.OrderedLine;
import lumen.runtime.state.StateShape;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without lag estimation the largest lag delays nothing. */
class NoLagTest {
  private static final AlignedRig RIG = new AlignedRig(29);

  /** No correlation of noisy signals is as high: lags are sought, and none is believed. */
  private static final String UNBELIEVED = "{max_lag_s: 3.0, min_peak: 1}";

  private static final String NONE = "{method: none, max_lag_s: 3.0, min_peak: 1}";

  @TempDir static Path folder;

  private static LumenSettings settings(String lag) {
    return SettingsLoader.load(
        ShortWindows.write(
            folder.resolve("config"), ShortWindows.FUSION.replace("{max_lag_s: 1.0}", lag)));
  }

  private static Map<String, List<OrderedLine>> played(String lag) throws Exception {
    try (FuserRun run = FuserRun.of(settings(lag))) {
      for (TenantInput input : RIG.whole()) {
        run.take(input);
      }
      run.end();
      // Tenant a is told commands, which count from the next frame that is known.
      Map<String, List<OrderedLine>> frames = new TreeMap<>(run.frames);
      frames.remove("a");
      return frames;
    }
  }

  @Test
  void figuresAreThoseOfLagsThatAreNotBelieved() throws Exception {
    assertThat(played(NONE)).isEqualTo(played(UNBELIEVED)).containsOnlyKeys("b", "c", "d");
  }

  @Test
  void figuresDoNotDependOnTheLargestLag() throws Exception {
    assertThat(played("{method: none, max_lag_s: 80000}")).isEqualTo(played(NONE));
  }

  @Test
  void framesComeTheLargestLagEarlier() throws Exception {
    assertThat(lastFrame(NONE) - lastFrame(UNBELIEVED)).isEqualTo(15);
    assertThat(lastFrame("{method: none, max_lag_s: 80000}")).isEqualTo(lastFrame(NONE));
  }

  /** The step of the last frame when 300 steps are known. */
  private static long lastFrame(String lag) throws Exception {
    try (FuserRun run = FuserRun.of(settings(lag))) {
      for (TenantInput input : RIG.between(0, STEPS, new Random(1))) {
        run.take(input);
      }
      run.frontier(micros(300));
      List<OrderedLine> frames = run.frames.get("b");
      return frames.get(frames.size() - 1).step() - G0;
    }
  }

  /** In a version before, the largest lag was part of the horizon in any case. */
  @Test
  void stateOfTheLongerHorizonIsRefusedWithItsKey() throws Exception {
    LumenSettings none = settings(NONE);
    List<String> before =
        none.shaping().stream()
            .map(line -> line.startsWith("lag.max_lag_s=") ? "lag.max_lag_s=3" : line)
            .toList();
    OperatorSubtaskState state;
    try (FuserRun run = FuserRun.shaped(settings(UNBELIEVED), new StateShape(before))) {
      run.take(RIG.whole().get(0));
      state = run.snapshot();
    }
    assertThatThrownBy(() -> FuserRun.from(state, none, false).close())
        .rootCause()
        .hasMessage(
            "settings must be those of the savepoint, or --reset-windows given:"
                + " lag.max_lag_s: was 3, is unused");
    FuserRun.from(state, none, true).close();
    FuserRun.from(state, settings("{method: none, max_lag_s: 4, min_peak: 1}"), true).close();
  }

  @Test
  void stateIsContinuedWithAnotherLargestLag() throws Exception {
    try (FuserRun run = FuserRun.of(settings(NONE))) {
      run.take(RIG.whole().get(0));
      LumenSettings others = settings("{method: none, max_lag_s: 4, min_peak: 1}");
      FuserRun.from(run.snapshot(), others, false).close();
    }
  }
}
