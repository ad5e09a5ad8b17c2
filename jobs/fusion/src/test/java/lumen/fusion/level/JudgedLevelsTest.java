package lumen.fusion.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgedLevelsTest {
  private static List<String> told(LumenSettings settings) {
    JudgedLevels levels = JudgedLevels.of(settings);
    return Stream.concat(
            levels.aims().stream()
                .map(aim -> aim.key() + ' ' + aim.least() + (aim.bridged() ? " bridged" : "")),
            levels.alerts().stream()
                .map(
                    alert ->
                        alert.alert()
                            + ' '
                            + alert.metric()
                            + ' '
                            + alert.above()
                            + (alert.critical() ? " critical" : "")))
        .toList();
  }

  @Test
  void levelsOfTheDefaultsAreThoseOfTheDesign() {
    assertThat(told(LumenSettings.defaults()))
        .containsExactly(
            "fusion.target_coherence 0.87",
            "fusion.target_harmony 0.88",
            "loop.target_coherence 0.85 bridged",
            "loop.target_harmony 0.86 bridged",
            "BridgePhaseDriftHigh bridge_phase_diff_mean 0.02",
            "FusionPhaseDrift fusion_phase_diff_mean 0.025 critical",
            "FusionPhaseDriftFast fusion_phase_diff_mean 0.03 critical",
            "EntropySpike bridge_entropy_ratio 0.18",
            "EntropySpike bridge_entropy_ratio 0.22 critical",
            "FusionEntropyHigh fusion_entropy_ratio 0.18",
            "FusionEntropyHigh fusion_entropy_ratio 0.22 critical");
  }

  @Test
  void everyLevelIsThatOfItsKey(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("fusion.yaml"), "fusion: {target_harmony: 0.11, target_coherence: 0.12}");
    Files.writeString(
        folder.resolve("bridge.yaml"),
        "loop: {target_harmony: 0.13, target_coherence: 0.14}\nphase: {drift_budget: 0.15}");
    Files.writeString(
        folder.resolve("risk_autotune.yaml"),
        "burn_rate_thresholds: {phase: {fast: 0.17, slow: 0.16}, entropy: {warn: 0.3, crit: 0.4}}");
    assertThat(told(SettingsLoader.load(folder)))
        .containsExactly(
            "fusion.target_coherence 0.12",
            "fusion.target_harmony 0.11",
            "loop.target_coherence 0.14 bridged",
            "loop.target_harmony 0.13 bridged",
            "BridgePhaseDriftHigh bridge_phase_diff_mean 0.15",
            "FusionPhaseDrift fusion_phase_diff_mean 0.16 critical",
            "FusionPhaseDriftFast fusion_phase_diff_mean 0.17 critical",
            "EntropySpike bridge_entropy_ratio 0.3",
            "EntropySpike bridge_entropy_ratio 0.4 critical",
            "FusionEntropyHigh fusion_entropy_ratio 0.3",
            "FusionEntropyHigh fusion_entropy_ratio 0.4 critical");
  }

  @Test
  void levelsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new AimedLevel("k", "m", Double.NaN, false))
        .hasMessage("a level aimed at must be 0 to 1: k=NaN");
    assertThatThrownBy(() -> new AlertThreshold("A", "k", "m", 0, true))
        .hasMessage("the level of an alert must be above 0, and at most 1: A above 0.0");
  }
}
