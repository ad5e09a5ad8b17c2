package lumen.overlay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import lumen.overlay.flag.Features;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.flag.OverlayFlag;
import lumen.overlay.gate.GateChanges;
import org.junit.jupiter.api.Test;

class FeatureVariableTest {
  private static final FlagSet FLAGS =
      new FlagSet(new Features(false, List.of("a")), List.of(overlay("a"), overlay("b")));

  private static OverlayFlag overlay(String name) {
    return new OverlayFlag(name, List.of("s"), 0, 100, true, name, GateChanges.NONE);
  }

  private static Features under(String value) {
    return FeatureVariable.apply(Optional.ofNullable(value), FLAGS).features();
  }

  @Test
  void unsetLeavesTheFile() {
    assertThat(under(null)).isEqualTo(FLAGS.features());
  }

  @Test
  void emptyIsTheBaselineAlone() {
    assertThat(under("")).isEqualTo(new Features(true, List.of()));
  }

  @Test
  void namesAreExactlyThoseThatRun() {
    assertThat(under("b")).isEqualTo(new Features(false, List.of("b")));
    assertThat(under("b, a")).isEqualTo(new Features(false, List.of("b", "a")));
  }

  @Test
  void unknownNameTellsTheKnown() {
    assertThatThrownBy(() -> under("a,c"))
        .hasMessage("RESON_FEATURES must name overlays, one of a, b: c");
  }
}
