package lumen.governance.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import lumen.governance.reference.ServiceRun;
import lumen.governance.reference.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No data is no verdict: twelve issues of canary judges and of tools for objectives, each as it
 * stands there and what is made of it here. Seconds count from 2026-03-01 in UTC; v2 is deployed
 * beside v1 at 3600.
 */
class IssueCasesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long BEGIN = 1_772_323_200L;
  private static final long MINUTE = 60;
  private static final long HOUR = 3600;

  private final List<String> lines = new ArrayList<>();

  private void deploy(long second, String revision) {
    lines.add(
        "{\"type\":\"deploy\",\"ts\":%d,\"service\":\"api\",\"revision\":\"%s\",\"result\":\"success\"}"
            .formatted(BEGIN + second, revision));
  }

  private void sample(long second, long spanS, String revision, long requests, long errors) {
    sample(second, spanS, revision, requests, errors, "");
  }

  private void sample(
      long second, long spanS, String revision, long requests, long errors, String more) {
    lines.add(
        ("{\"type\":\"sample\",\"ts\":%d,\"span_s\":%d,\"service\":\"api\",\"revision\":\"%s\","
                + "\"requests\":%d,\"errors_4xx\":0,\"errors_5xx\":%d%s}")
            .formatted(BEGIN + second, spanS, revision, requests, errors, more));
  }

  /** v1 alone for an hour, then v2 is deployed. */
  private void canary() {
    deploy(1, "v1");
    for (long minute = 1; minute <= 60; minute++) {
      sample(minute * MINUTE, MINUTE, "v1", 100, 0);
    }
    deploy(HOUR, "v2");
  }

  private ServiceRun run(String settings) {
    return new ServiceRun(TestSettings.read(settings)).texts(lines).end();
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(line, e);
    }
  }

  private static JsonNode last(List<String> lines) {
    return json(lines.get(lines.size() - 1));
  }

  /** States of a kind with their second. */
  private static List<String> states(ServiceRun run, String kind) {
    return run.decisions().stream()
        .map(IssueCasesTest::json)
        .filter(decision -> decision.path("kind").textValue().equals(kind))
        .map(
            decision ->
                decision.path("state").textValue()
                    + ' '
                    + (decision.path("ts").longValue() - BEGIN))
        .toList();
  }

  private static List<String> told(ServiceRun run, String rule) {
    return run.evidence().stream()
        .map(IssueCasesTest::json)
        .filter(entry -> entry.path("rule").textValue().equals(rule))
        .map(
            entry -> entry.path("state").textValue() + ' ' + (entry.path("ts").longValue() - BEGIN))
        .toList();
  }

  private static JsonNode restsOn(ServiceRun run, String state) {
    return run.decisions().stream()
        .map(IssueCasesTest::json)
        .filter(decision -> decision.path("state").textValue().equals(state))
        .findFirst()
        .orElseThrow()
        .path("rests_on");
  }

  /** The old one has no error and so no series of errors; the new one fails, and passes there. */
  @Test
  void kayenta377NoErrorInTheOldOneIsNoLackOfData() {
    canary();
    for (long minute = 61; minute <= 90; minute++) {
      sample(minute * MINUTE, MINUTE, "v1", 100, 0);
      sample(minute * MINUTE, MINUTE, "v2", 100, 5);
    }
    ServiceRun run = run("{}");
    assertThat(states(run, "canary")).containsExactly("running 3660", "worse 5400");
    assertThat(restsOn(run, "worse").path("ratio_errors").textValue()).isEqualTo("infinite");
  }

  /** Errors 0, 1, 2, 1, 0, 0 against none: too sparse for ranks, which pass it. */
  @Test
  void kayenta426SparseErrorsAreCounted() {
    canary();
    long[] errors = {0, 1, 2, 1, 0, 0};
    for (int i = 0; i < 30; i++) {
      long second = HOUR + (i + 1) * MINUTE;
      sample(second, MINUTE, "v1", 100, 0);
      sample(second, MINUTE, "v2", 100, errors[i % errors.length]);
    }
    assertThat(states(run("{}"), "canary")).containsExactly("running 3660", "worse 5400");
  }

  /** Seven minutes of ten a hundredfold slower, three as before: passes there. */
  @Test
  void kayenta780SevenOfTenAHundredfoldIsWorse() {
    canary();
    for (int i = 0; i < 30; i++) {
      long second = HOUR + (i + 1) * MINUTE;
      sample(second, MINUTE, "v1", 20, 0, latencies(1));
      sample(second, MINUTE, "v2", 20, 0, latencies(i % 10 < 7 ? 100 : 1));
    }
    ServiceRun run = run("{}");
    assertThat(states(run, "canary")).containsExactly("running 3660", "worse 5400");
    assertThat(restsOn(run, "worse").path("p_p95").doubleValue()).isEqualTo(Math.pow(2, -21));
  }

  private static String latencies(int ms) {
    return ",\"latency_ms\":[" + (ms + ",").repeat(19) + ms + "]";
  }

  /** The new one is heard of in each fifth minute alone: 1, NaN, NaN, NaN, NaN, 2 and so on. */
  @Test
  void kayenta799MinutesWithoutDataAreNeitherGoodNorBad() {
    canary();
    for (int i = 0; i < 150; i++) {
      long second = HOUR + (i + 1) * MINUTE;
      sample(second, MINUTE, "v1", 100, 0);
      if (i % 5 == 0) {
        sample(second, MINUTE, "v2", 100, 1 + i / 5 % 2);
      }
    }
    ServiceRun run = run("{}");
    assertThat(states(run, "canary")).containsExactly("running 3660", "worse 12360");
    assertThat(restsOn(run, "worse").path("pairs").longValue()).isEqualTo(30);
  }

  /** A ratio of nothing is NaN and read as 0 there, which lies within every limit. */
  @Test
  void flagger1011ARatioOfNothingIsNoFigure() {
    for (long minute = 1; minute <= 60; minute++) {
      sample(
          minute * MINUTE,
          MINUTE,
          "v1",
          0,
          0,
          ",\"cache_hits\":0,\"cache_misses\":0,\"cold_starts\":0");
    }
    JsonNode card = last(run("{}").scorecards());
    for (String figure :
        List.of("error_rate", "hit_rate", "cold_start_rate", "p95_ms", "mean_ms")) {
      JsonNode of = card.path("figures").path(figure);
      assertThat(of.path("value").isNull()).as(figure).isTrue();
      assertThat(of.path("why").textValue()).as(figure).isEqualTo("no_data");
    }
    for (String slo : List.of("errors", "cache", "latency_p95", "latency_p99")) {
      assertThat(card.path("slo").path(slo).path("verdict").textValue()).isEqualTo("unknown");
      assertThat(card.path("slo").path(slo).path("remaining").isNull()).as(slo).isTrue();
    }
  }

  /**
   * Nobody asks either revision: rolled back there for want of values, promoted would be as wrong.
   */
  @Test
  void flagger1035NoTrafficIsNoFailureAndNoSuccess() {
    canary();
    for (long minute = 61; minute <= 240; minute++) {
      sample(minute * MINUTE, MINUTE, "v1", 0, 0);
      sample(minute * MINUTE, MINUTE, "v2", 0, 0);
    }
    assertThat(run("{}").decisions()).isEmpty();
  }

  /** Values stay away for an hour: the judgement waits, and goes on with those before. */
  @Test
  void argo1905PausesWhileThereIsNoDataAndGoesOn() {
    canary();
    for (int i = 0; i < 90; i++) {
      long second = HOUR + (i + 1) * MINUTE;
      sample(second, MINUTE, "v1", 100, 0);
      if (i < 20 || i >= 80) {
        sample(second, MINUTE, "v2", 100, 5);
      }
    }
    assertThat(states(run("{}"), "canary")).containsExactly("running 3660", "worse 9000");
  }

  /** Every measurement but the first ones is void: Successful there. */
  @Test
  void argo4479NothingMeasuredPassesNothing() {
    canary();
    for (int i = 0; i < 240; i++) {
      long second = HOUR + (i + 1) * MINUTE;
      sample(second, MINUTE, "v1", 100, 0);
      sample(second, MINUTE, "v2", i < 5 ? 20 : 1, 0);
    }
    assertThat(states(run("{}"), "canary")).containsExactly("running 3660", "no_verdict 11100");
  }

  /** More parts than the whole; and a series that ends, unnoticed for two weeks there. */
  @Test
  void pyrra448OddAndAbsentMetricsAreTold() {
    sample(60, MINUTE, "v1", 100, 0);
    sample(120, MINUTE, "v1", 100, 101);
    sample(180, MINUTE, "v1", 100, 100);
    lines.add(
        "{\"type\":\"setting\",\"ts\":%d,\"service\":\"api\",\"name\":\"ttl_s\",\"value\":600}"
            .formatted(BEGIN + HOUR));
    ServiceRun run = run("{}");
    assertThat(run.rejects()).containsExactly("parts_exceed_total 2");
    assertThat(told(run, "data.samples")).containsExactly("begin 480");
    assertThat(last(run.scorecards()).path("silent").booleanValue()).isTrue();
  }

  /** How long absence may last hangs on the span of the samples, and on no objective. */
  @ParameterizedTest
  @ValueSource(strings = {"50", "99.999"})
  void pyrra757AbsenceIsToldInItsTime(String objective) {
    for (long hour = 1; hour <= 3; hour++) {
      sample(hour * HOUR, HOUR, "v1", 100, 0);
    }
    deploy(4 * HOUR, "v1");
    deploy(5 * HOUR, "v1");
    sample(6 * HOUR, HOUR, "v1", 100, 0);
    ServiceRun run = run("slo: {errors: {objective: " + objective + ", alert: 60}}");
    assertThat(told(run, "data.samples")).containsExactly("begin " + 5 * HOUR, "end " + 6 * HOUR);
  }

  /** A window without requests is neither 0 nor 100 %, and passes no gate. */
  @Test
  void pyrra1231AMonthWithoutRequestsIsUnknown() {
    for (long hour = 1; hour <= 24; hour++) {
      sample(hour * HOUR, HOUR, "v1", hour <= 12 ? 4 : 0, 0);
    }
    JsonNode errors = last(run("{}").scorecards()).path("slo").path("errors");
    assertThat(errors.path("verdict").textValue()).isEqualTo("unknown");
    assertThat(errors.path("why").textValue()).isEqualTo("too_few");
    assertThat(errors.path("total").longValue()).isEqualTo(48);
    assertThat(errors.path("value").isNull()).isTrue();
  }

  /** Before the first data there is a status of its own there, beside a value of -1. */
  @Test
  void kibana146051BeforeTheFirstDataThereIsNoValue() {
    deploy(1, "v1");
    deploy(HOUR, "v2");
    ServiceRun run = run("{}");
    JsonNode slos = last(run.scorecards()).path("slo");
    assertThat(slos).hasSize(5);
    slos.forEach(
        slo -> {
          assertThat(slo.path("verdict").textValue()).isEqualTo("unknown");
          assertThat(slo.path("why").textValue()).isEqualTo("no_data");
          assertThat(slo.path("value").isNull()).isTrue();
          assertThat(slo.path("remaining").isNull()).isTrue();
          assertThat(slo.path("burn_1h").isNull()).isTrue();
        });
    assertThat(run.evidence().stream().filter(line -> line.contains("\"kind\":\"slo\""))).isEmpty();
  }
}
