package lumen.governance.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import lumen.governance.reference.ServiceRun;
import lumen.governance.reference.TestSettings;
import org.junit.jupiter.api.Test;

/** Services small enough to reckon by hand; seconds count from 2026-03-01 in UTC. */
class WorkedExamplesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long BEGIN = 1_772_323_200L;
  private static final long DAY = 86_400;

  private final List<String> lines = new ArrayList<>();
  private final List<String> control = new ArrayList<>();

  private void sample(long second, long spanS, String revision, String rest) {
    lines.add(
        ("{\"type\":\"sample\",\"ts\":%d,\"span_s\":%d,\"service\":\"api\",\"revision\":\"%s\","
                + "\"errors_4xx\":0,%s}")
            .formatted(BEGIN + second, spanS, revision, rest));
  }

  private void deploy(long second, String revision) {
    lines.add(
        "{\"type\":\"deploy\",\"ts\":%d,\"service\":\"api\",\"revision\":\"%s\",\"result\":\"success\"}"
            .formatted(BEGIN + second, revision));
  }

  private void cost(long second, long fromDay, long toDay, String billed, String category) {
    lines.add(
        ("{\"type\":\"cost\",\"ts\":%d,\"service\":\"api\",\"component\":\"run\",\"from\":%d,"
                + "\"to\":%d,\"billed\":%s,\"currency\":\"USD\",\"category\":\"%s\"}")
            .formatted(
                BEGIN + second, BEGIN + fromDay * DAY, BEGIN + toDay * DAY, billed, category));
  }

  private ServiceRun run(String settings) {
    return new ServiceRun(TestSettings.read(settings)).control(control).texts(lines).end();
  }

  private static JsonNode last(List<String> lines) {
    return json(lines.get(lines.size() - 1));
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(line, e);
    }
  }

  /** States of a kind with their second. */
  private static List<String> states(ServiceRun run, String kind) {
    return run.decisions().stream()
        .map(WorkedExamplesTest::json)
        .filter(decision -> decision.path("kind").textValue().equals(kind))
        .map(
            decision ->
                decision.path("state").textValue()
                    + ' '
                    + (decision.path("ts").longValue() - BEGIN))
        .toList();
  }

  /** The budget of 31 days is 223.2 minutes; 60 leave 73.1 %. */
  @Test
  void anHourDownLeavesThreeQuartersOfTheBudget() {
    for (int hour = 1; hour <= 31 * 24; hour++) {
      String up = hour == 100 ? ",\"up\":0" : "";
      sample(hour * 3600L, 3600, "v1", "\"requests\":10,\"errors_5xx\":0" + up);
    }
    JsonNode slo = last(run("{}").scorecards()).path("slo").path("availability");
    assertThat(slo.path("remaining").doubleValue()).isCloseTo(1 - 60 / 223.2, within(1e-9));
    assertThat(slo.path("verdict").textValue()).isEqualTo("ok");
  }

  @Test
  void threeMinutesOfAnHourBurnTenfold() {
    for (int minute = 1; minute <= 60; minute++) {
      String up = minute % 20 == 0 ? ",\"up\":0.4" : "";
      sample(minute * 60L, 60, "v1", "\"requests\":1,\"errors_5xx\":0" + up);
    }
    JsonNode slo = last(run("{}").scorecards()).path("slo").path("availability");
    assertThat(slo.path("burn_1h").doubleValue()).isCloseTo(10, within(1e-9));
  }

  /** A minute is down by its counts from ten requests on. */
  @Test
  void halfOfTenFailedIsDown() {
    for (int minute = 1; minute <= 60; minute++) {
      String counts = minute <= 3 ? "\"requests\":10,\"errors_5xx\":5" : null;
      String few = "\"requests\":9,\"errors_5xx\":9";
      sample(minute * 60L, 60, "v1", counts == null ? few : counts);
    }
    JsonNode slo = last(run("{}").scorecards()).path("slo").path("availability");
    assertThat(slo.path("good").longValue()).isEqualTo(57);
  }

  @Test
  void twentyDaysOfTenAndAnAdjustment() {
    for (int day = 0; day < 20; day++) {
      cost(22 * DAY - 1800, day, day + 1, "10", "usage");
    }
    cost(22 * DAY, 3, 4, "35", "adjustment");
    JsonNode budget = last(run("{}").scorecards()).path("budget");
    assertThat(budget.path("settled_days").longValue()).isEqualTo(20);
    assertThat(budget.path("spent").doubleValue()).isEqualTo(235);
    assertThat(budget.path("forecast").doubleValue()).isEqualTo(345);
  }

  private void failing(int requests, int errors, long untilS) {
    deploy(0, "v1");
    for (long second = 60; second <= untilS; second += 60) {
      boolean bad = second > 3600;
      sample(
          second,
          60,
          bad ? "v2" : "v1",
          "\"requests\":" + requests + ",\"errors_5xx\":" + (bad ? errors : 0));
      if (second == 3600) {
        deploy(3600, "v2");
      }
    }
  }

  @Test
  void aRevisionThatFailsIsTakenBack() {
    failing(60, 6, 4500);
    ServiceRun run = run("{}");
    assertThat(states(run, "rollback")).containsExactly("advised 3900", "commanded 4200");
    JsonNode advised = json(run.decisions().get(0));
    assertThat(advised.path("rests_on").path("n").longValue()).isEqualTo(300);
    assertThat(advised.path("rests_on").path("bound").doubleValue())
        .isCloseTo(0.0665, within(5e-5));
    assertThat(advised.path("command").path("to").textValue()).isEqualTo("v1");
  }

  @Test
  void fewRequestsTakeLonger() {
    failing(10, 1, 4260);
    assertThat(states(run("{}"), "rollback")).containsExactly("advised 4200");
  }

  private void overspent() {
    failing(60, 0, 7800);
    cost(7000, 0, 1, "201", "usage");
    lines.sort(
        (a, b) -> Double.compare(json(a).path("ts").asDouble(), json(b).path("ts").asDouble()));
  }

  @Test
  void aSpentBudgetOnlyAdvises() {
    overspent();
    assertThat(states(run("{}"), "rollback")).containsExactly("advised 7260", "expired 7560");
  }

  @Test
  void adviceThatIsApprovedIsCommandedAtTheEndOfItsStep() {
    overspent();
    control.add(
        ("{\"id\":\"a\",\"type\":\"approve\",\"tenant\":\"api\",\"effective_ts\":%d,"
                + "\"decision\":\"api/rollback/%d\"}")
            .formatted(BEGIN + 7350, (BEGIN + 7260) * 1_000_000));
    assertThat(states(run("{}"), "rollback")).containsExactly("advised 7260", "commanded 7380");
  }

  private List<String> proposals(double ttl, int hits, String more) {
    lines.add(
        "{\"type\":\"setting\",\"ts\":%d,\"service\":\"api\",\"name\":\"ttl_s\",\"value\":%s}"
            .formatted(BEGIN + 60, ttl));
    sample(
        300,
        300,
        "v1",
        ("\"requests\":1000,\"errors_5xx\":0,\"cache_hits\":%d,\"cache_misses\":%d,"
                + "\"cache_evictions\":5,\"cache_expired\":50%s")
            .formatted(hits, 2000 - hits, more));
    List<String> told =
        run("{}").decisions().stream()
            .map(line -> json(line).path("command").path("to").asText())
            .toList();
    lines.clear();
    return told;
  }

  @Test
  void aFullCacheIsNotFilledFurther() {
    String memory = ",\"cache_memory_bytes\":%d,\"cache_memory_limit_bytes\":1000";
    assertThat(proposals(600, 1200, memory.formatted(900))).isEmpty();
    assertThat(proposals(600, 1200, memory.formatted(899))).containsExactly("900.0");
    assertThat(proposals(600, 1200, "")).containsExactly("900.0");
  }

  @Test
  void valuesStayWithinTheirBounds() {
    assertThat(proposals(3000, 1200, "")).containsExactly("3600.0");
    assertThat(proposals(3600, 1200, "")).isEmpty();
    assertThat(proposals(310, 1900, "")).containsExactly("300.0");
    // five of a thousand: a longer time cannot bring a point
    assertThat(proposals(600, 10, "")).isEmpty();
  }
}
