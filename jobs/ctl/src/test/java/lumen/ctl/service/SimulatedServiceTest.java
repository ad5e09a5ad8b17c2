package lumen.ctl.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.catalogue.GovernanceConfigFile;
import lumen.governance.settings.GovernanceSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the rules of the job find in 120 days of a service of which everything is known. */
class SimulatedServiceTest {
  private static final long SEED = 1;
  private static final double QUARTER_S = 900;
  private static final double CANARY_S = 3 * 3600.0;

  /** Of 18 good revisions each is told worse by chance with 0.045: more than 4 with 0.001. */
  private static final int BY_CHANCE = 4;

  private static JsonNode truth;
  private static final Map<RuledService.Output, List<JsonNode>> TOLD = new TreeMap<>();

  private static GovernanceSettings settings(ServicePlan plan) {
    return GovernanceCatalogue.CATALOGUE
        .readTexts("", Map.of(GovernanceConfigFile.GOVERNANCE, ServiceConfig.of(plan)))
        .orThrow();
  }

  @BeforeAll
  static void play() throws IOException {
    ServicePlan plan = ServicePlan.usual(SEED, ServicePlan.START, 120, ServicePlan.ZONE);
    RuledService.Hearer hearer =
        (output, line) ->
            TOLD.computeIfAbsent(output, o -> new ArrayList<>()).add(RuledService.node(line));
    truth = new SimulatedService(plan, settings(plan), hearer).play(line -> {}).json();
  }

  private static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static Stream<JsonNode> evidence(String rule, String state) {
    return TOLD.get(RuledService.Output.EVIDENCE).stream()
        .filter(entry -> entry.path("rule").textValue().equals(rule))
        .filter(entry -> entry.path("state").asText().equals(state));
  }

  private static Stream<JsonNode> decisions(String kind, String state) {
    return TOLD.get(RuledService.Output.DECISION).stream()
        .filter(decision -> decision.path("kind").textValue().equals(kind))
        .filter(decision -> decision.path("state").textValue().equals(state));
  }

  private static double ts(JsonNode line) {
    return line.path("ts").doubleValue();
  }

  /** Each outage is paged for within a quarter of an hour, and nothing else is. */
  @Test
  void outagesAreTold() {
    List<Double> pages =
        evidence("burn.availability.page_fast", "begin").map(SimulatedServiceTest::ts).toList();
    List<JsonNode> outages =
        each(truth.path("spans"))
            .filter(span -> !span.path("kind").textValue().equals("blind"))
            .toList();
    assertThat(outages).hasSize(4);
    assertThat(pages).hasSameSizeAs(outages);
    for (int i = 0; i < outages.size(); i++) {
      double from = outages.get(i).path("from_ts").doubleValue();
      assertThat(pages.get(i)).isBetween(from, from + QUARTER_S);
    }
  }

  /** Where nobody tells of the service it is unknown, not down and not well. */
  @Test
  void silenceIsTold() {
    List<Double> begins = evidence("data.samples", "begin").map(SimulatedServiceTest::ts).toList();
    List<JsonNode> blind =
        each(truth.path("spans"))
            .filter(span -> span.path("kind").textValue().equals("blind"))
            .toList();
    assertThat(blind).hasSize(2);
    assertThat(begins).hasSameSizeAs(blind);
    for (int i = 0; i < blind.size(); i++) {
      double from = blind.get(i).path("from_ts").doubleValue();
      assertThat(begins.get(i)).isBetween(from, from + QUARTER_S);
    }
    assertThat(evidence("data.samples", "end")).hasSameSizeAs(blind);
  }

  /** Every bad revision is taken back, and no other one. */
  @Test
  void badRevisionsAreTakenBack() {
    Set<String> bad = new TreeSet<>();
    for (JsonNode deploy : truth.path("deploys")) {
      String is = deploy.path("is").textValue();
      if (is.equals("errors") || is.equals("slow")) {
        bad.add(deploy.path("revision").textValue());
        double deployed = ts(deploy);
        assertThat(deploy.path("taken_back_ts").doubleValue())
            .as(deploy.toString())
            .isBetween(deployed, deployed + CANARY_S);
      } else {
        assertThat(deploy.has("taken_back_ts")).as(deploy.toString()).isFalse();
      }
    }
    assertThat(bad).hasSize(3);
    assertThat(
            decisions("rollback", "commanded")
                .map(decision -> decision.path("command").path("from").textValue()))
        .containsExactlyInAnyOrderElementsOf(bad);
    Set<String> worse = new TreeSet<>();
    decisions("canary", "worse").forEach(each -> worse.add(each.path("cause").textValue()));
    worse.removeAll(bad);
    assertThat(worse).as("good ones told worse").hasSizeLessThanOrEqualTo(BY_CHANCE);
  }

  /** Every change of the time to live is measured, kept, and did what the formula says. */
  @Test
  void cacheIsFoundToFollowItsTimeToLive() {
    List<JsonNode> changes =
        each(truth.path("changes"))
            .filter(change -> change.path("set").textValue().equals("ttl_s"))
            .toList();
    List<JsonNode> kept = decisions("policy", "kept").toList();
    assertThat(changes).hasSizeGreaterThanOrEqualTo(2);
    assertThat(kept).hasSameSizeAs(changes);
    for (int i = 0; i < changes.size(); i++) {
      assertThat(kept.get(i).path("id")).isEqualTo(changes.get(i).path("answers"));
      assertThat(kept.get(i).path("rests_on").path("change_hit_rate").doubleValue())
          .as(changes.get(i).toString())
          .isCloseTo(changes.get(i).path("more_hits").doubleValue(), within(0.02));
    }
  }

  private static JsonNode attained(String slo, int month) {
    return TOLD.get(RuledService.Output.EVIDENCE).stream()
        .filter(entry -> entry.path("rule").textValue().equals("slo." + slo + ".month"))
        .skip(month)
        .findFirst()
        .orElseThrow()
        .path("values");
  }

  /** Counts of each month are those that happened, through counters that begin anew. */
  @Test
  void monthsAreCountedToTheRequest() {
    assertThat(truth.path("months")).hasSize(4);
    for (int i = 0; i < 4; i++) {
      JsonNode month = truth.path("months").path(i);
      JsonNode up = attained("availability", i);
      long known = month.path("known_minutes").longValue();
      assertThat(up.path("total").longValue()).isEqualTo(known);
      assertThat(up.path("good").longValue())
          .isEqualTo(known - month.path("down_minutes").longValue());
      JsonNode errors = attained("errors", i);
      long requests = month.path("requests").longValue();
      assertThat(errors.path("total").longValue()).isEqualTo(requests);
      assertThat(errors.path("good").longValue())
          .isEqualTo(requests - month.path("errors_5xx").longValue());
      assertThat(attained("cache", i).path("good").longValue())
          .isEqualTo(month.path("cache_hits").longValue());
    }
    List<JsonNode> cards = TOLD.get(RuledService.Output.SCORECARD);
    assertThat(cards.get(cards.size() - 1).path("counter_resets").longValue())
        .isEqualTo(truth.path("counter_restarts").longValue())
        .isGreaterThan(3);
    assertThat(truth.path("clock_changes").path(0).path("hours").longValue()).isEqualTo(23);
  }

  /**
   * What is spent at a month's end is what was billed by then; more than the budget is foretold.
   */
  @Test
  void moneyIsCountedToTheLastUnit() {
    Map<String, Double> spent = new TreeMap<>();
    for (JsonNode card : TOLD.get(RuledService.Output.SCORECARD)) {
      JsonNode budget = card.path("budget");
      spent.put(budget.path("month").textValue(), budget.path("spent").doubleValue());
    }
    Set<String> over = new TreeSet<>();
    for (JsonNode month : truth.path("months")) {
      String name = month.path("month").textValue();
      assertThat(spent.get(name))
          .as(name)
          .isCloseTo(month.path("billed_by_its_end").doubleValue(), within(5e-10));
      if (month.path("billed_in_all").doubleValue() > 200) {
        over.add(name);
      }
    }
    assertThat(over).containsExactly("2026-04", "2026-05");
    for (JsonNode month : truth.path("months")) {
      String name = month.path("month").textValue();
      assertThat(evidence("budget." + name + ".forecast", "told").count())
          .as(name)
          .isEqualTo(over.contains(name) ? 1 : 0);
    }
    assertThat(truth.path("bills").path("late").longValue()).isGreaterThan(10);
    assertThat(truth.path("bills").path("corrected").longValue()).isGreaterThan(3);
  }

  /** A replay of the log is told what was told as it was written. */
  @Test
  void logTellsTheSameAgain() throws IOException {
    ServicePlan plan = ServicePlan.usual(7, ServicePlan.START.plusDays(269), 11, ServicePlan.ZONE);
    List<String> lines = new ArrayList<>();
    List<String> told = new ArrayList<>();
    JsonNode first =
        new SimulatedService(plan, settings(plan), (output, line) -> told.add(line))
            .play(lines::add)
            .json();
    assertThat(first.path("clock_changes").path(0).path("hours").longValue()).isEqualTo(25);
    List<String> again = new ArrayList<>();
    RuledService rules = new RuledService(settings(plan), "api", (output, line) -> again.add(line));
    lines.forEach(rules::take);
    rules.advance(Long.MAX_VALUE);
    assertThat(again).isEqualTo(told).anyMatch(line -> line.contains("rolled_back"));
    List<String> other = new ArrayList<>();
    new SimulatedService(plan, settings(plan)).play(other::add);
    assertThat(other).isEqualTo(lines);
  }
}
