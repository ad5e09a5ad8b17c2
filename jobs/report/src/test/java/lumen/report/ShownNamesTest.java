package lumen.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import lumen.signal.fusion.Mode;
import lumen.signal.protocol.BridgeState;
import org.junit.jupiter.api.Test;

/** A report can show whatever the job can say. */
class ShownNamesTest {
  @Test
  void everyModeOfAFrameIsShown() throws IOException {
    Set<Integer> places = new HashSet<>();
    for (Mode mode : Mode.values()) {
      RunMode shown = RunMode.of(mode.wireName());
      assertThat(shown.wireName()).isEqualTo(mode.wireName());
      assertThat(RunMode.ofBadness(shown.badness())).isEqualTo(shown);
      places.add(shown.badness());
    }
    assertThat(places).hasSize(Mode.values().length);
    assertThatThrownBy(() -> RunMode.of("half"))
        .hasMessage("mode must be one of fused, ure_only, sensors_only, degrade, none: half");
  }

  @Test
  void everyStateOfTheBridgeIsShown() throws IOException {
    Set<Integer> places = new HashSet<>();
    for (BridgeState state : BridgeState.values()) {
      RunState shown = RunState.of(state.wireName());
      assertThat(shown.title()).startsWith(state.wireName() + " ");
      assertThat(RunState.ofBadness(shown.badness())).isEqualTo(shown);
      places.add(shown.badness());
    }
    assertThat(places).hasSize(BridgeState.values().length);
  }
}
