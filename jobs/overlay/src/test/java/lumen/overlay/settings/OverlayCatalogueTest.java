package lumen.overlay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lumen.overlay.breaker.BreakerSettings;
import lumen.overlay.clock.LogTime;
import lumen.overlay.flag.Features;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.flag.FlagSetText;
import lumen.overlay.flag.OverlayFlag;
import lumen.overlay.gate.GateSettings;
import lumen.overlay.join.JoinSettings;
import lumen.overlay.tenant.DriftSettings;
import lumen.settings.Finding;
import lumen.settings.LoadedConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlayCatalogueTest {
  private static LoadedConfig<OverlaySettings> read(String overlay, String flags) {
    return OverlayCatalogue.CATALOGUE.readTexts(
        "", Map.of(OverlayConfigFile.OVERLAY, overlay, OverlayConfigFile.FLAGS, flags));
  }

  private static List<String> found(String overlay, String flags) {
    return read(overlay, flags).findings().stream().map(Finding::toString).toList();
  }

  @Test
  void withoutFilesTheDefaultsHold() {
    OverlaySettings settings = read("", "").orThrow();
    assertThat(settings.flags()).isEqualTo(FlagSet.NONE);
    assertThat(settings.file())
        .isEqualTo(
            new OverlayFile(
                new LogTime(3_600, 16, 60),
                new JoinSettings(120, 100_000, 60, JoinSettings.WhenBlind.BASELINE),
                new BreakerSettings(
                    5, 300, 1, 3_600, 1, 1, Double.NaN, new BreakerSettings.Share(100, 20, 0.5)),
                new GateSettings(
                    30,
                    0.99,
                    2,
                    2,
                    5,
                    List.of(300L, 3_600L),
                    0,
                    new GateSettings.Tokens(12, 25),
                    new GateSettings.Latency(2_000, 5_000),
                    new GateSettings.Quality(0.02, Double.NaN)),
                new DriftSettings(5, 100),
                new OverlayFile.Outputs("", ""),
                new OverlayFile.Exporter(9_312, "/metrics_overlay")));
  }

  @Test
  void flagsKeepTheirOrder() {
    FlagSet flags =
        read(
                "",
                """
                overlays:
                  zeta: {scenarios: [s], rollout_percent: 12.345, enabled: true}
                  alpha: {scenarios: [s, t], min_confidence: 0.8, bucket_name: zeta}
                """)
            .orThrow()
            .flags();
    assertThat(flags.overlays()).extracting(OverlayFlag::name).containsExactly("zeta", "alpha");
    assertThat(flags.overlays()).extracting(OverlayFlag::bucketName).containsOnly("zeta");
    assertThat(flags.features()).isEqualTo(Features.NONE);
  }

  @Test
  void namesMayHoldWhatPathsAreMadeOf() {
    FlagSet flags = read("", "overlays: {'a.b: c': {scenarios: [s]}}").orThrow().flags();
    assertThat(flags.overlays()).extracting(OverlayFlag::name).containsExactly("a.b: c");
  }

  /** null is unset, and known as given. */
  @Test
  void nullTakesALimitAway() {
    OverlaySettings settings =
        read(
                "{breaker: {slow_ms: null}, gates: {quality: {warn: null, block: 0.1}}}",
                "overlays: {x: {scenarios: [s], gates: {quality: {block: null}, min_n: 10}}}")
            .orThrow();
    assertThat(settings.file().gates().quality())
        .isEqualTo(new GateSettings.Quality(Double.NaN, 0.1));
    assertThat(FlagSetText.text(settings.flags()))
        .contains("\"gates\":{\"min_n\":10.0,\"quality\":{\"block\":null}}");
    GateSettings own = settings.file().gates().with(settings.flags().overlays().get(0).gates());
    assertThat(own.minN()).isEqualTo(10);
    assertThat(own.quality().block()).isNaN();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "join: {feed_lost_s: 120}|must have join.feed_lost_s < join.outcome_ttl_s",
        "breaker: {open_s: 10, open_max_s: 9}|must have breaker.open_s <= breaker.open_max_s",
        "breaker: {half_open_successes: 2}|must have breaker.half_open_successes <="
            + " breaker.half_open_permits",
        "breaker: {share: {min: 101}}|must have breaker.share.min <= breaker.share.of",
        "gates: {windows_s: [90]}|must have gates.windows_s in whole minutes, rising",
        "gates: {windows_s: [300, 300]}|must have gates.windows_s in whole minutes, rising",
        "gates: {windows_s: []}|must have gates.windows_s in whole minutes, rising",
        "gates: {windows_s: [3660]}|must be a whole number from 60 to 3600, is 3660",
        "gates: {tokens: {warn_percent: 26}}|must have gates.tokens.warn_percent <="
            + " gates.tokens.block_percent",
        "gates: {quality: {block: 0.01}}|must have gates.quality.warn <= gates.quality.block",
        "gates: {min_n: null}|must be a whole number from 2 to 1000000, is empty",
        "gates: {min_n: 1}|must be a whole number from 2 to 1000000, is 1",
        "gates: {warn_steps: 61}|must be a whole number from 1 to 60, is 61",
        "breaker: {slow_ms: fast}|must be null, or a number > 0 and <= 10000000, is \"fast\""
      })
  void wrongOverlayFileIsFound(String overlay, String finding) {
    assertThat(found(overlay, "")).singleElement().asString().contains(finding);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "overlays: {x: {}}|overlays.x.scenarios: must be given",
        "overlays: {x: {scenarios: []}}|overlays.x.scenarios: must have a scenario, is empty",
        "overlays: {baseline: {scenarios: [s]}}|neither baseline nor other, has baseline",
        "overlays: {x: {scenarios: [s], rollout_percent: 1.0005}}|must have at most three decimals",
        "overlays: {x: {scenarios: [s], gates: {windows_s: [60]}}}|windows_s",
        "only: [y]|only: must name overlays",
        "overlays: {x: {scenarios: [s], gates: {tokens: {block_percent: 11}}}}|must have"
            + " warn_percent <= block_percent, with what overlay.yaml has"
      })
  void wrongFlagsAreFound(String flags, String finding) {
    assertThat(found("", flags)).singleElement().asString().contains(finding);
  }

  @Test
  void commandedFlagsAgreeWithTheGatesThatThereAre() {
    GateSettings gates = read("gates: {tokens: {block_percent: 40}}", "").orThrow().file().gates();
    String flags = "overlays: {x: {scenarios: [s], gates: {tokens: {warn_percent: 30}}}}";
    assertThat(CommandedTexts.flags(flags, gates).settings()).isPresent();
    assertThat(found("", flags)).hasSize(1);
  }

  @Test
  void commandedGatesAreAtTheirDefaultsWhereTheyAreLeftOut() {
    GateSettings gates = CommandedTexts.gates("{\"tokens\":{\"warn_percent\":20}}").orThrow();
    assertThat(gates.tokens()).isEqualTo(new GateSettings.Tokens(20, 25));
    assertThat(gates.minN()).isEqualTo(30);
    assertThat(CommandedTexts.gates("{\"tokens\":{\"warn\":20}}").settings()).isEmpty();
  }
}
