package lumen.overlay.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import lumen.overlay.gate.GateChanges;
import org.junit.jupiter.api.Test;

class FlagSetTest {
  private static OverlayFlag overlay(String name, GateChanges gates) {
    return new OverlayFlag(name, List.of("refund_processing"), 0.8, 10, true, name, gates);
  }

  private static FlagSet only(OverlayFlag... overlays) {
    return new FlagSet(Features.NONE, List.of(overlays));
  }

  @Test
  void canonicalTextHasAllKeysInOneOrder() {
    FlagSet flags = only(overlay("rollback_first", GateChanges.NONE));
    assertThat(FlagSetText.text(flags))
        .isEqualTo(
            "{\"baseline_only\":false,\"only\":[],\"overlays\":{\"rollback_first\":{\"scenarios\":"
                + "[\"refund_processing\"],\"min_confidence\":0.8,\"rollout_percent\":10.0,"
                + "\"enabled\":true,\"bucket_name\":\"rollback_first\",\"gates\":{}}}}");
    assertThat(FlagSetText.hash(flags)).isEqualTo("a130a3ff");
  }

  @Test
  void canonicalTextHasOfTheGatesWhatWasGiven() {
    GateChanges gates = new GateChanges(Map.of("quality.block", 0.02, "min_n", 10.0));
    assertThat(FlagSetText.text(only(overlay("rollback_first", gates))))
        .endsWith("\"gates\":{\"min_n\":10.0,\"quality\":{\"block\":0.02}}}}}");
    GateChanges others =
        new GateChanges(
            Map.of("quality.warn", Double.NaN, "tokens.warn_percent", 1.0, "quality.block", 0.5));
    assertThat(FlagSetText.text(only(overlay("rollback_first", others))))
        .endsWith(
            "\"gates\":{\"tokens\":{\"warn_percent\":1.0},"
                + "\"quality\":{\"warn\":null,\"block\":0.5}}}}}");
  }

  @Test
  void namesAreQuoted() {
    FlagSet flags =
        only(overlay("say \"é\"", GateChanges.NONE)).with(new Features(true, List.of()));
    assertThat(FlagSetText.text(flags))
        .startsWith("{\"baseline_only\":true,\"only\":[],\"overlays\":{\"say \\\"é\\\"\":{");
  }

  @Test
  void switchesStandAboveFlags() {
    OverlayFlag off = new OverlayFlag("off", List.of("s"), 0, 100, false, "off", GateChanges.NONE);
    OverlayFlag on = new OverlayFlag("on", List.of("s"), 0, 100, true, "on", GateChanges.NONE);
    FlagSet flags = only(off, on);
    assertThat(flags.isOn(off)).isFalse();
    assertThat(flags.isOn(on)).isTrue();
    FlagSet others = flags.with(new Features(false, List.of("off")));
    assertThat(others.isOn(off)).isTrue();
    assertThat(others.isOn(on)).isFalse();
  }

  @Test
  void refusesWhatCannotBe() {
    OverlayFlag one = overlay("one", GateChanges.NONE);
    assertThatThrownBy(() -> only(one, one)).hasMessage("overlays must have different names: one");
    assertThatThrownBy(() -> only(one).with(new Features(false, List.of("two"))))
        .hasMessage("only must name overlays that there are: two is none of one");
    assertThatThrownBy(() -> overlay("baseline", GateChanges.NONE))
        .hasMessage("an overlay must be called neither baseline nor other: name=baseline");
    assertThatThrownBy(() -> new GateChanges(Map.of("windows_s", 60.0)))
        .hasMessageContaining("[windows_s]");
  }
}
