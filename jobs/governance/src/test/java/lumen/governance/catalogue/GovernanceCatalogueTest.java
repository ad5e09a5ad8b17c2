package lumen.governance.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import lumen.governance.settings.CanarySettings;
import lumen.governance.settings.CurrencySettings;
import lumen.governance.settings.GovernanceSettings;
import lumen.governance.settings.MaturitySettings;
import lumen.governance.settings.MaturitySettings.ScoreCurve;
import lumen.governance.settings.MaturitySettings.ScorePoint;
import lumen.governance.settings.PolicySettings;
import lumen.governance.settings.RoiSettings;
import lumen.governance.settings.RollbackSettings;
import lumen.governance.settings.SloSettings;
import lumen.settings.Finding;
import lumen.settings.LoadedConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GovernanceCatalogueTest {
  private static LoadedConfig<GovernanceSettings> read(String yaml) {
    return GovernanceCatalogue.CATALOGUE.readTexts(
        "", Map.of(GovernanceConfigFile.GOVERNANCE, yaml));
  }

  @Test
  void withoutAFileTheDefaultsHold() {
    GovernanceSettings all = read("").orThrow();
    assertThat(all.services()).isEmpty();
    assertThat(all.calendar().zone()).isEqualTo("UTC");
    assertThat(all.currency()).isEqualTo(new CurrencySettings("USD", List.of()));
    assertThat(all.data()).isEqualTo(new GovernanceSettings.DataSettings(300, 0.95));
    assertThat(all.time()).isEqualTo(new GovernanceSettings.TimeSettings(60, 120, 300, 3600, 3600));
    assertThat(all.cost()).isEqualTo(new GovernanceSettings.CostSettings(48, 24));
    assertThat(all.budget())
        .isEqualTo(
            new GovernanceSettings.BudgetSettings(200, List.of(80.0, 90.0, 100.0), 10, 4, 90));
    assertThat(all.roi())
        .isEqualTo(
            new RoiSettings("hits", null, new BigDecimal("0.25"), List.of("redis"), 30, 25, 5, 3));
    assertThat(all.graph()).isEqualTo(new GovernanceSettings.GraphSettings(7, 6, 0.05, 0.2, 7));
    assertThat(all.exporter())
        .isEqualTo(new GovernanceSettings.Exporter(9313, "/metrics_governance"));
    assertThat(all.canary())
        .isEqualTo(
            new CanarySettings(List.of(30, 60, 120), List.of(0.0005, 0.014, 0.045), 20, 1.25, 1.1));
  }

  @Test
  void withoutAFilePromisesAndActionsHold() {
    GovernanceSettings all = read("").orThrow();
    assertThat(all.slo())
        .isEqualTo(
            new SloSettings(
                0.99,
                100,
                false,
                600,
                new SloSettings.Down(10, 0.5),
                new SloSettings.Objective(99.5, 99),
                new SloSettings.Objective(99.9, 1),
                new SloSettings.Latency(200, 95),
                new SloSettings.SlowLatency(500, 99, 1000),
                new SloSettings.Cache(80, 70, 1000),
                new SloSettings.Burns(
                    new SloSettings.Burn(3600, 300, 14.4),
                    new SloSettings.Burn(21_600, 1800, 6),
                    new SloSettings.Burn(86_400, 7200, 3),
                    new SloSettings.Burn(259_200, 21_600, 1))));
    assertThat(all.maturity().errors())
        .isEqualTo(
            new MaturitySettings.SubScore(
                20,
                new ScoreCurve(
                    List.of(
                        new ScorePoint(0, 100), new ScorePoint(0.1, 80), new ScorePoint(1, 0)))));
    assertThat(all.maturity().cost().curve().points()).isEmpty();
    assertThat(all.policy())
        .isEqualTo(
            new PolicySettings(
                "advise",
                3600,
                70,
                90,
                new PolicySettings.Ttl(1.5, 0.8, 300, 3600),
                new PolicySettings.L1(2, 2000),
                10,
                90,
                80,
                90,
                1,
                900,
                24));
    assertThat(all.rollback())
        .isEqualTo(
            new RollbackSettings(
                "auto",
                List.of("availability", "errors", "canary", "roi", "budget"),
                List.of("availability", "errors", "canary"),
                300,
                900,
                72,
                300,
                21_600));
  }

  @Test
  void ratesAreReadInTheirOrder() {
    String yaml =
        """
        currency:
          code: EUR
          rates:
            - {code: USD, since: 2026-01-01, rate: 0.92}
            - {code: USD, since: 2026-02-01, rate: 0.9}
        roi: {miss_cost: 0.0000022}
        """;
    GovernanceSettings all = read(yaml).orThrow();
    assertThat(all.currency().rates())
        .containsExactly(
            new CurrencySettings.Rate("USD", LocalDate.of(2026, 1, 1), new BigDecimal("0.92")),
            new CurrencySettings.Rate("USD", LocalDate.of(2026, 2, 1), new BigDecimal("0.9")));
    assertThat(all.roi().missCost()).isEqualByComparingTo("0.0000022");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "budget: {thresholds: [80, 80]}|must have budget.thresholds rising",
        "canary: {p: [0.1, 0.05, 0.2]}|must have canary.p rising",
        "canary: {pairs: [30, 60]}|must have as many levels p as looks, one at least",
        "slo: {availability: {alert: 99.6}}|slo.availability.alert < slo.availability.objective",
        "slo: {errors: {alert: 0.1}}|slo.errors.alert beyond what slo.errors.objective leaves",
        "slo: {latency_p99: {alert_ms: 500}}|slo.latency_p99.ms < slo.latency_p99.alert_ms",
        "slo: {cache: {alert: 80}}|must have slo.cache.alert < slo.cache.objective",
        "slo: {burn: {page_fast: {short_s: 90}}}|whole minutes, beyond 6 h whole hours",
        "slo: {burn: {ticket_fast: {long_s: 25000}}}|whole minutes, beyond 6 h whole hours",
        "roi: {pass: 3}|must have roi.warn < roi.pass",
        "roi: {window_days: 20}|must have roi.min_days <= roi.window_days",
        "maturity: {cost: {weight: 11}}|must have the weights sum to 100",
        "maturity: {errors: {curve: [[1, 0], [1, 5]]}}|must increase in x, is 1 after 1",
        "policy: {ttl: {min_s: 4000}}|must have policy.ttl.min_s <= policy.ttl.max_s",
        "policy: {low_hit: 90}|must have policy.low_hit < policy.high_hit",
        "rollback: {min_s: 7200, max_s: 3600}|must have rollback.min_s <= rollback.max_s",
        "rollback: {on: [errors]}|must have rollback.auto_on within rollback.on",
        "rollback: {on: [operator]}|must be one of availability, errors, canary, roi, budget",
        "time: {step_s: 30}|must be 60, the step that the rules are written for, is 30",
        "calendar: {zone: Mars/Base}|must be a time zone such as Europe/Berlin",
        "currency: {code: usd}|must be a currency such as USD",
        "currency: {rates: [{code: EUR, since: 2026-02-30, rate: 1}]}|must be a day such as",
        "currency: {rates: [{code: EUR, rate: 1}]}|currency.rates[0].since: must be given",
        "currency: {rates: [{code: USD, since: 2026-01-01, rate: 1}]}|another currency than that",
        "currency: {rates: [EUR]}|must be a section with the keys code, since, rate",
        "currency: {rates: {EUR: 1}}|must be a list of sections, each with the keys code,"
      })
  void wrongFileIsFound(String yaml, String finding) {
    assertThat(read(yaml).findings())
        .singleElement()
        .extracting(Finding::toString)
        .asString()
        .contains(finding);
  }

  @Test
  void rateOfADayStandsOnce() {
    String rate = "{code: EUR, since: 2026-01-01, rate: 1}";
    assertThat(read("currency: {rates: [%s, %s]}".formatted(rate, rate)).findings())
        .singleElement()
        .extracting(Finding::toString)
        .asString()
        .contains("currency.rates[1].code: must be given once for a day");
  }

  /** Other steps are refused by name where the command is obeyed. */
  @Test
  void commandedTextIsReadAsStrictly() {
    assertThat(GovernanceCatalogue.commanded("time: {step_s: 30}").settings())
        .get()
        .extracting(settings -> settings.shapedOtherwise(GovernanceCatalogue.defaults()))
        .isEqualTo(List.of("time"));
    assertThat(GovernanceCatalogue.commanded("roi: {pass: 3}").settings()).isEmpty();
    assertThat(GovernanceCatalogue.commanded("slo: {cash: {}}").settings()).isEmpty();
  }

  @Test
  void limitsShapeNoState() {
    GovernanceSettings before = read("").orThrow();
    assertThat(before.shapedOtherwise(read("slo: {min_n: 50}").orThrow())).isEmpty();
    assertThat(before.shapedOtherwise(read("graph: {days: 8, q: 0.1}").orThrow()))
        .containsExactly("graph.days");
    assertThat(before.shaping()).contains("calendar.zone=UTC", "graph.days=7");
  }
}
