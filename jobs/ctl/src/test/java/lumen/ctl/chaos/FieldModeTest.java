package lumen.ctl.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lumen.ctl.stage.StageFigures;
import org.junit.jupiter.api.Test;

/** What a job must hold under each mode of the field documents. */
final class FieldModeTest {
  private static final double FAULT_S = 60;

  private static StageFigures told(double mode, double state, double coherence, double late) {
    Map<String, List<Double>> values = new HashMap<>();
    values.put("fusion_mode", List.of(mode));
    values.put("bridge_state", List.of(state));
    values.put("fusion_coherence_level", List.of(coherence));
    values.put("fusion_late_total", List.of(late));
    values.put("ure_up", List.of(mode == 2 ? 0.0 : 1.0));
    return new StageFigures(values);
  }

  private static final StageFigures BEFORE = told(0, 2, 0.95, 3);

  private static String broken(FieldMode mode, StageFigures... told) {
    List<FieldMode.Look> looks = new ArrayList<>();
    for (int i = 0; i < told.length; i++) {
      looks.add(new FieldMode.Look(30.0 * (i + 1), told[i]));
    }
    return mode.broken(BEFORE, looks, FAULT_S);
  }

  @Test
  void lateIsCountedUnderJitter() {
    assertThat(broken(FieldMode.JITTER, told(0, 2, 0.95, 9))).isEmpty();
    assertThat(broken(FieldMode.JITTER, told(0, 2, 0.95, 3))).isEqualTo("nothing was counted late");
  }

  @Test
  void coherenceHoldsUnderASpikeOrTheBridgeGoesSafeAndComesBack() {
    assertThat(broken(FieldMode.SPIKE, told(0, 2, 0.91, 3))).isEmpty();
    assertThat(broken(FieldMode.SPIKE, told(0, 2, 0.89, 3)))
        .isEqualTo("coherence fell below 0.900, and the bridge was never in E3");
    assertThat(broken(FieldMode.SPIKE, told(0, 3, 0.7, 3), told(0, 3, 0.7, 3)))
        .isEqualTo("coherence fell below 0.900, and the bridge was not back in E2 within 5 min");
    assertThat(broken(FieldMode.SPIKE, told(0, 3, 0.7, 3), told(0, 3, 0.7, 3), told(0, 2, 0.95, 3)))
        .isEmpty();
  }

  @Test
  void engineStaysFreshUnderDelay() {
    assertThat(broken(FieldMode.DELAY, told(0, 2, 0.95, 3))).isEmpty();
    assertThat(broken(FieldMode.DELAY, told(2, 2, 0.95, 3))).isEqualTo("mode 2 at 30 s, before 0");
  }

  @Test
  void neitherRollsTheBridgeBack() {
    for (FieldMode mode : FieldMode.values()) {
      assertThat(broken(mode, told(0, 4, 0.95, 9))).isEqualTo("rolled back (E4) at 30 s");
      assertThat(broken(mode, new StageFigures(Map.of()))).isEqualTo("the job told nothing");
    }
  }

  @Test
  void whatWasNotAppliedIsNoPass() {
    assertThat(FaultVerdict.of(false, true)).isEqualTo(FaultVerdict.NOT_INJECTED);
    assertThat(FaultVerdict.of(true, false)).isEqualTo(FaultVerdict.FAIL);
    assertThat(FaultVerdict.of(true, true)).isEqualTo(FaultVerdict.PASS);
  }
}
