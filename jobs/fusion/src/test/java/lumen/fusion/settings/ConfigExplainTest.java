package lumen.fusion.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import lumen.settings.ConfigExplain;
import lumen.settings.Explanation;
import lumen.settings.Explanation.Computed;
import lumen.settings.Explanation.Row;
import lumen.settings.SettingsException;
import org.junit.jupiter.api.Test;

class ConfigExplainTest {
  private static Explanation explain(String fusion, String sensors) {
    return ConfigExplain.explain(
        FusionCatalogue.CATALOGUE,
        SettingsLoader.readTexts(
            "", Map.of(ConfigFile.FUSION, fusion, ConfigFile.SENSORS, sensors)));
  }

  @Test
  void everyValueTellsWhereItComesFrom() {
    Explanation explanation =
        explain(
            "clip:\n  p_low: 0.02\n",
            "unknown_sources: reject\nsources:\n  belt:\n    clip: {p_high: 1}\n");
    assertThat(explanation.rows())
        .contains(
            new Row("fusion.yaml", "clip.p_low", "0.02", "", "fusion.yaml:2"),
            new Row("fusion.yaml", "clip.window_s", "30", "s", "default"),
            new Row("sensors.yaml", "unknown_sources", "reject", "", "sensors.yaml:1"),
            new Row("sensors.yaml", "sources.belt.clip.p_low", "0.02", "", "fusion.yaml:2"),
            new Row("sensors.yaml", "sources.belt.clip.p_high", "1", "", "sensors.yaml:4"),
            new Row("sensors.yaml", "sources.belt.rate_hz", "(estimated)", "", "default"),
            new Row(
                "risk_autotune.yaml",
                "kd_curve",
                "[[0, 0.1], [0.1, 0.12], [0.2, 0.14], [0.3, 0.18]]",
                "Hz s/cycle",
                "default"));
  }

  @Test
  void keyOfAStreamTellsThatItsValueIsThatOfTheBridge() {
    Explanation explanation =
        ConfigExplain.explain(
            FusionCatalogue.CATALOGUE,
            SettingsLoader.readTexts(
                "",
                Map.of(
                    ConfigFile.BRIDGE,
                    "ure:\n  pull_interval_s: 5\n",
                    ConfigFile.SENSORS,
                    "streams:\n  - {name: engine, type: ure}\n")));
    assertThat(explanation.rows())
        .contains(
            new Row("sensors.yaml", "streams[0].pull_interval_s", "5", "s", "bridge.yaml:2"),
            new Row(
                "sensors.yaml",
                "streams[0].metrics_url",
                "http://localhost:9305/metrics_ure",
                "",
                "default"));
    assertThat(explanation.rows().stream().map(Row::file).distinct())
        .containsSubsequence("fusion.yaml", "sensors.yaml", "bridge.yaml", "risk_autotune.yaml");
  }

  @Test
  void whatMayBeASecretInAUrlIsNotShown() {
    Explanation explanation =
        ConfigExplain.explain(
            FusionCatalogue.CATALOGUE,
            SettingsLoader.readTexts(
                "",
                Map.of(
                    ConfigFile.BRIDGE,
                    "ure: {metrics_url: \"http://ure:9305/m?token=hunter2\"}",
                    ConfigFile.FUSION,
                    "outputs: {postgres: {url: \"jdbc:postgresql://db/x?ssl=true&sslpassword=hunter2\"}}",
                    ConfigFile.SENSORS,
                    "streams:\n  - {name: engine, type: ure}\n")));
    assertThat(explanation.rows().stream().map(Row::value))
        .contains("http://ure:9305/m?...", "jdbc:postgresql://db/x?ssl=true&sslpassword=***")
        .noneMatch(value -> value.contains("hunter2"));
  }

  @Test
  void rulesAreShownWithWhereTheyComeFrom() {
    Explanation explanation =
        ConfigExplain.explain(
            FusionCatalogue.CATALOGUE,
            SettingsLoader.readTexts(
                "",
                Map.of(
                    ConfigFile.FUSION,
                    "evidence: {repeat_s: 30}",
                    ConfigFile.RISK_MAP,
                    "- if: q > 1\n  risk: noisy\n")));
    assertThat(explanation.rows())
        .contains(
            new Row("evidence/risk_map.yaml", "[0].if", "q > 1", "", "evidence/risk_map.yaml:1"),
            new Row("evidence/risk_map.yaml", "[0].repeat_s", "30", "s", "fusion.yaml:1"),
            new Row("evidence/risk_map.yaml", "[0].action", "(none)", "", "default"),
            new Row("evidence/risk_map.yaml", "[0].id", "(the risk)", "", "default"),
            new Row(
                "evidence/quote_rules.yaml",
                "[0].match",
                "coherence improves with lower entropy",
                "",
                "default"));
    assertThat(explain("evidence: {repeat_s: 30}", "").rows())
        .contains(
            new Row("evidence/risk_map.yaml", "[0].repeat_s", "30", "s", "fusion.yaml:1"),
            new Row("evidence/risk_map.yaml", "[0].risk", "sync_degradation", "", "default"));
  }

  @Test
  void horizonIsComputedWithItsParts() {
    Explanation explanation = explain("band: {taps: 51}", "");
    assertThat(explanation.computed())
        .filteredOn(figure -> figure.name().equals("horizon_s"))
        .singleElement()
        .satisfies(
            figure -> {
              assertThat(figure.value()).isEqualTo(11.2);
              assertThat(figure.made())
                  .contains("lag.max_lag_s 2 + next step 0.2 + half of band.taps 5 + half of the")
                  .contains("shorter with");
            });
    assertThat(explanation.computed())
        .contains(
            new Computed(
                "live_delay_s",
                11.3,
                "from a step's time to its frame: the horizon and time.live_out_of_orderness_ms"));
  }

  @Test
  void horizonHasNoPartOfALagThatIsNotSought() {
    Explanation explanation = explain("band: {taps: 51}\nlag: {method: none}", "");
    assertThat(explanation.computed())
        .filteredOn(figure -> figure.name().equals("horizon_s"))
        .containsExactly(
            new Computed(
                "horizon_s",
                9.2,
                "a step is final this long after it: next step 0.2 + half of band.taps 5 + half of"
                    + " the resampler 2 + resample.max_gap_s 2; shorter with less of band.taps,"
                    + " resample.max_gap_s, or a higher resample.target_hz"));
    assertThat(explanation.computed())
        .contains(new Computed("max_lag_steps", 0, "lag.method none: no lags are sought"));
    assertThat(explain("", "").computed().get(0).made())
        .endsWith(
            "shorter with less of lag.max_lag_s, band.taps, resample.max_gap_s, or a higher"
                + " resample.target_hz, and without lag.max_lag_s where lag.method is none");
  }

  @Test
  void tableIsAtMostOneHundredColumnsWide() {
    String longName = "a".repeat(150);
    String text = explain("", "sources:\n  " + longName + ": {keys: [" + longName + "]}").text();
    assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(text)
        .startsWith("fusion.yaml\n  version")
        .contains("\nsensors.yaml\n")
        .contains("\ncomputed\n  horizon_s");
  }

  @Test
  void jsonHoldsTheSame() {
    assertThat(explain("clip: {p_low: 0.02}", "").json().at("/settings/4"))
        .hasToString(
            "{\"file\":\"fusion.yaml\",\"key\":\"clip.method\",\"value\":\"quantile\",\"unit\":\"\","
                + "\"origin\":\"default\"}");
    assertThat(explain("", "").json().at("/computed/0/value").doubleValue()).isEqualTo(11.2);
  }

  @Test
  void settingsWithErrorsAreNotExplained() {
    assertThatThrownBy(() -> explain("clip: {p_low: 3}", ""))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("fusion.yaml:1:15 clip.p_low");
  }

  @Test
  void horizonTellsThatPacketsAreWaitedFor() {
    Explanation explanation = explain("", "sources: {muse: {samples: packet}}");
    assertThat(explanation.rows())
        .contains(
            new Row("sensors.yaml", "sources.muse.samples", "packet", "", "sensors.yaml:1"),
            new Row("sensors.yaml", "sources.muse.stamp", "last", "", "default"));
    assertThat(explanation.computed())
        .filteredOn(figure -> figure.name().equals("horizon_s"))
        .singleElement()
        .satisfies(
            figure -> {
              assertThat(figure.value()).isEqualTo(13.2);
              assertThat(figure.made())
                  .contains("resample.max_gap_s 2 twice, since samples come in packets;");
            });
  }
}
