package lumen.overlay.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import lumen.overlay.reference.RouteLog;
import lumen.overlay.reference.RouteLogRun;
import org.junit.jupiter.api.Test;

class OverlayTenantTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ALL =
      "overlays: {x: {scenarios: [s], rollout_percent: 100, enabled: true}}";

  private final RouteLog log = new RouteLog();

  private RouteLogRun run(String overlay) {
    return run(overlay, ALL);
  }

  private RouteLogRun run(String overlay, String flags) {
    return new RouteLogRun(overlay, flags).take(log.lines()).end();
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each decision as {@code id=overlay/because}, * for a probe. */
  private static List<String> decided(RouteLogRun run) {
    return run.decisions().stream()
        .map(OverlayTenantTest::json)
        .map(
            line ->
                line.path("request_id").asText()
                    + '='
                    + line.path("overlay").asText()
                    + (line.path("because").isNull() ? "" : '/' + line.path("because").asText())
                    + (line.path("probe").asBoolean() ? "*" : ""))
        .toList();
  }

  /** Each entry as {@code ts rule}. */
  private static List<String> entered(RouteLogRun run) {
    return run.evidence().stream()
        .map(OverlayTenantTest::json)
        .map(line -> line.path("ts").asText() + ' ' + line.path("rule").asText())
        .toList();
  }

  private static JsonNode account(RouteLogRun run) {
    return json(run.accounts().get(run.accounts().size() - 1));
  }

  private RouteLog fiveFailures(double from) {
    for (int i = 0; i < 5; i++) {
      log.request(from + i - 0.5, "f" + i).outcome(from + i, "f" + i, "x", "failure");
    }
    return log;
  }

  @Test
  void breakerOpensAtTheFifthFailureAndProbesAtItsTime() {
    fiveFailures(1);
    log.request(304.999999, "refused").request(305, "probe").request(305, "second");
    log.outcome(306, "probe", "x", "success").request(307, "free");
    RouteLogRun run = run("");
    assertThat(decided(run))
        .endsWith(
            "refused=baseline/breaker_open",
            "probe=x*",
            "second=baseline/half_open_full",
            "free=x");
    assertThat(entered(run))
        .contains("5.0 x:closed>open", "305.0 x:open>half_open", "306.0 x:half_open>closed");
    String closed =
        run.evidence().stream().filter(e -> e.contains("half_open>closed")).findFirst().get();
    assertThat(json(closed).path("values").path("generation").asInt()).isEqualTo(3);
    assertThat(json(closed).path("values").path("until").isNull()).isTrue();
  }

  @Test
  void probeThatStaysAwayOpensItAgain() {
    fiveFailures(1);
    log.request(305, "probe").request(725, "next");
    RouteLogRun run = run("");
    assertThat(entered(run)).contains("425.0 x:half_open>open", "725.0 x:open>half_open");
    assertThat(decided(run)).endsWith("probe=x*", "next=x*");
  }

  /** Begun before the move: counted, and it moves nothing. */
  @Test
  void outcomeOfBeforeTheMoveIsCountedAlone() {
    log.request(0.2, "old");
    fiveFailures(1);
    log.outcome(7, "old", "x", "success").request(8, "after");
    RouteLogRun run = run("");
    assertThat(decided(run)).endsWith("after=baseline/breaker_open");
    assertThat(account(run).path("success").asInt()).isEqualTo(1);
    assertThat(entered(run)).filteredOn(entry -> entry.contains("x:")).hasSize(1);
  }

  /** Half of the last twenty: at the twentieth outcome. */
  @Test
  void failuresByTurnsOpenItByTheirShare() {
    for (int i = 1; i <= 20; i++) {
      log.request(i, "r" + i).outcome(i + 0.5, "r" + i, "x", i % 2 == 0 ? "failure" : "success");
    }
    RouteLogRun run = run("");
    assertThat(entered(run)).containsExactly("20.5 x:closed>open");
    assertThat(run.evidence().get(0))
        .contains("\"why\":\"share\",\"run\":1,\"failed\":10,\"n\":20");
  }

  @Test
  void requestInDoubtIsNeverAProbe() {
    fiveFailures(1);
    log.request(7_200, "b").outcome(7_203, "b", "baseline", "success").request(7_204, "c");
    RouteLogRun run = run("time: {believed_in_row: 2}");
    assertThat(decided(run)).contains("b=baseline/breaker_open", "c=x*");
    assertThat(entered(run)).contains("5.0 x:closed>open", "305.0 x:open>half_open");
    assertThat(account(run).path("in_doubt").asInt()).isEqualTo(1);
    assertThat(account(run).path("success").asInt()).isEqualTo(1);
  }

  @Test
  void strayLineRunsNoTimersOut() {
    log.request(6_000, "a").request(1_006_000, "stray").request(6_001, "b").request(6_130, "c");
    RouteLogRun run = run("");
    JsonNode account = account(run);
    assertThat(account.path("clamped").asInt()).isZero();
    assertThat(account.path("in_doubt").asInt()).isEqualTo(1);
    assertThat(account.path("missing").asInt()).isEqualTo(2);
    assertThat(account.path("waiting").asInt()).isEqualTo(2);
    assertThat(decided(run)).last().isEqualTo("stray=x");
  }

  @Test
  void eachWaitsFromItsOwnTime() {
    log.request(6_000, "a").request(15_000, "b").request(14_000, "c").request(15_119, "d");
    log.request(15_120, "e");
    RouteLogRun run = run("time: {believed_in_row: 2}");
    assertThat(entered(run))
        .containsExactly("6120.0 missing", "14160.0 missing", "15120.0 missing");
    assertThat(account(run).path("missing").asInt()).isEqualTo(3);
  }

  @Test
  void outcomeIsKnownTwiceAsLongAsItIsWaitedFor() {
    log.request(1, "a").request(2, "b").request(3, "c");
    log.outcome(121, "a", "x", "success");
    log.outcome(241.999999, "b", "x", "success").outcome(243, "c", "x", "success");
    log.outcome(243, "b", "x", "success");
    RouteLogRun run = run("");
    assertThat(run.rejects()).containsExactly("unknown_request input 6", "unknown_request input 7");
    JsonNode account = account(run);
    assertThat(account.path("missing").asInt()).isEqualTo(3);
    assertThat(account.path("late").asInt()).isEqualTo(2);
    assertThat(account.path("tokens").asInt()).isEqualTo(2_000);
  }

  @Test
  void secondOutcomeIsRejectedAlsoOfALateOne() {
    log.request(1, "a").outcome(2, "a", "x", "success").outcome(3, "a", "x", "success");
    log.request(4, "b").outcome(130, "b", "x", "success").outcome(131, "b", "x", "success");
    RouteLogRun run = run("");
    assertThat(run.rejects())
        .containsExactly("duplicate_outcome input 3", "duplicate_outcome input 6");
    assertThat(account(run).path("rejects").path("duplicate_outcome").asInt()).isEqualTo(2);
  }

  @Test
  void repeatedRequestIsAnsweredAgainWithItsFirstAnswer() {
    log.request(1, "a").request(100, "a").outcome(101, "a", "x", "success").request(240, "a");
    log.request(241, "a");
    RouteLogRun run = run("");
    assertThat(run.decisions()).hasSize(2);
    assertThat(run.answers()).hasSize(4);
    assertThat(run.answers().subList(0, 3)).containsOnly(run.decisions().get(0));
    assertThat(account(run).path("repeated").asInt()).isEqualTo(2);
  }

  @Test
  void whatRanCountsAndTheBreakerOfWhatWasDecidedStays() {
    for (int i = 0; i < 6; i++) {
      log.request(1 + i, "r" + i).outcome(1.5 + i, "r" + i, "baseline", "failure");
    }
    log.outcome(8, "r0", "y", "success").request(9, "z").outcome(10, "z", "y", "success");
    RouteLogRun run = run("");
    assertThat(entered(run)).isEmpty();
    assertThat(account(run).path("diverted").asInt()).isEqualTo(6);
    assertThat(run.rejects())
        .containsExactly("duplicate_outcome input 13", "unknown_overlay input 15");
  }

  @Test
  void divertedProbeFails() {
    fiveFailures(1);
    log.request(305, "probe").outcome(306, "probe", "baseline", "success");
    assertThat(entered(run(""))).contains("306.0 x:half_open>open");
  }

  @Test
  void whoeverWaitsBeyondTheMostIsNotFollowed() {
    log.request(1, "a").request(2, "b").request(3, "c").request(4, "c");
    log.outcome(5, "c", "baseline", "success").outcome(6, "a", "x", "success").request(7, "c");
    RouteLogRun run = run("join: {max_open: 2}");
    assertThat(decided(run))
        .containsExactly("a=x", "b=x", "c=baseline/full", "c=baseline/full", "c=x");
    assertThat(account(run).path("not_followed").asInt()).isEqualTo(2);
    assertThat(run.rejects()).containsExactly("unknown_request input 5");
    assertThat(run.decisions().get(2))
        .contains("\"reason\":\"GUARDED\",\"because\":\"full\",\"bucket\":null")
        .contains("\"passed_over\":[]");
  }

  /** Twenty wait, the oldest for a minute, and nothing comes: nobody would see an overlay fail. */
  @Test
  void lostOutcomesMakeBlindUntilOneComes() {
    log.request(1, "first").outcome(2, "first", "x", "success");
    for (int i = 0; i < 20; i++) {
      log.request(10 + i, "r" + i);
    }
    log.request(69.999999, "before").request(70, "blind").request(140, "still");
    log.outcome(141, "nobody", "x", "success").request(142, "after");
    RouteLogRun run = run("");
    assertThat(decided(run))
        .endsWith("before=x", "blind=baseline/blind", "still=baseline/blind", "after=x");
    assertThat(entered(run)).contains("70.0 blind:begin", "141.0 blind:end");
    assertThat(entered(run)).noneMatch(entry -> entry.contains("x:closed>open"));
    assertThat(run.evidence().get(0)).contains("\"waiting\":21,\"last_outcome\":2.0");
  }

  /** Only when the twentieth comes. */
  @Test
  void quietNightIsNotBlind() {
    for (int i = 0; i < 19; i++) {
      log.request(10 + i, "r" + i);
    }
    log.request(100, "later");
    RouteLogRun run = run("");
    assertThat(decided(run)).last().isEqualTo("later=x");
    assertThat(entered(run)).containsExactly("100.0 blind:begin");
    log.request(101, "now").request(102, "after");
    assertThat(decided(run(""))).endsWith("now=baseline/blind", "after=baseline/blind");
  }

  @Test
  void blindMayBeToldToGoOn() {
    for (int i = 0; i < 20; i++) {
      log.request(10 + i, "r" + i);
    }
    log.request(80, "on");
    assertThat(decided(run("join: {when_blind: keep}"))).last().isEqualTo("on=x");
  }

  @Test
  void missingOutcomesOpenTheBreakerWhereOutcomesCome() {
    for (int i = 0; i < 5; i++) {
      log.request(1 + i, "r" + i);
    }
    log.request(124.9, "before").request(125, "after");
    RouteLogRun run = run("");
    assertThat(decided(run)).endsWith("before=x", "after=baseline/breaker_open");
    assertThat(entered(run)).contains("125.0 x:closed>open");
  }

  @Test
  void slowSuccessIsAFailureWhereToldSo() {
    for (int i = 0; i < 5; i++) {
      log.request(1 + i, "r" + i);
      log.outcome(1.5 + i, "r" + i, "x", "success", "\"latency_ms\":4001,\"tokens\":1");
    }
    assertThat(entered(run("breaker: {slow_ms: 4000}"))).containsExactly("5.5 x:closed>open");
    assertThat(entered(run("breaker: {slow_ms: 4001}"))).isEmpty();
    assertThat(entered(run(""))).isEmpty();
  }

  /** An hour after its last line nothing is kept; with the next it begins anew. */
  @Test
  void silentTenantIsForgotten() {
    log.request(1, "a").outcome(2, "a", "x", "success");
    log.request(3_601, "doubt").request(3_660.5, "b").outcome(3_661, "b", "x", "success");
    RouteLogRun run = run("time: {max_ahead_s: 100000}");
    assertThat(run.accounts()).hasSize(2);
    assertThat(json(run.accounts().get(0)).path("ts").asDouble()).isEqualTo(3_600.0);
    log.lines().subList(2, log.lines().size()).clear();
    log.request(3_662, "b").outcome(3_663, "b", "x", "success");
    RouteLogRun anew = run("time: {max_ahead_s: 100000}");
    assertThat(account(anew).path("since").asDouble()).isEqualTo(3_662.0);
    assertThat(account(anew).path("requests").asInt()).isEqualTo(1);
  }

  /** Nothing of a tenant is kept that is forgotten, whatever it had. */
  @Test
  void nothingIsKeptOfAForgottenTenant() {
    String own =
        "overlays: {x: {scenarios: [s], rollout_percent: 50, enabled: true}, y: {scenarios: [s]}}";
    for (int i = 0; i < 200; i++) {
      log.request(1 + i, "r" + i);
      log.outcome(
          1.5 + i, "r" + i, i % 3 == 0 ? "baseline" : "x", i % 7 == 0 ? "failure" : "success");
    }
    RouteLogRun run = new RouteLogRun("", own).take(log.lines()).restart();
    assertThat(run.keptKeys("default")).hasSizeGreaterThan(200);
    run.happen(7_000_000_000L).restart();
    assertThat(run.keptKeys("default")).isEmpty();
    run.restart()
        .take("{\"type\":\"request\",\"ts\":7000,\"request_id\":\"a\",\"scenario_type\":\"s\"}");
    assertThat(run.restart().keptKeys("default")).isNotEmpty();
  }

  /** What an operator said is not forgotten. */
  @Test
  void commandedTenantIsNotForgotten() {
    log.command(1, "t", "\"type\":\"trip\",\"overlay\":\"x\"")
        .command(2, "r", "\"type\":\"release\",\"overlay\":\"x\"");
    log.request(9_000, "late");
    RouteLogRun run = run("time: {max_ahead_s: 100000}");
    assertThat(account(run).path("since").asDouble()).isEqualTo(1.0);
  }

  @Test
  void commandsActOnceAndOnlyOnWhatThereIs() {
    log.command(1, "t", "\"type\":\"trip\",\"overlay\":\"x\"").request(2, "held");
    log.command(3, "t", "\"type\":\"release\",\"overlay\":\"x\"").request(4, "still");
    log.command(5, "u", "\"type\":\"release\",\"overlay\":\"nobody\"");
    log.command(6, "r", "\"type\":\"release\",\"overlay\":\"x\"").request(7, "free");
    log.command(8, "w", "\"type\":\"gates\",\"gates\":{\"windows_s\":[60]}");
    log.command(9, "f", "\"type\":\"features\",\"only\":[\"nobody\"]");
    RouteLogRun run = run("");
    assertThat(decided(run))
        .containsExactly("held=baseline/breaker_open", "still=baseline/breaker_open", "free=x");
    assertThat(run.rejects())
        .containsExactly(
            "bad_command input 3",
            "bad_command input 5",
            "bad_command input 8",
            "bad_command input 9");
    assertThat(entered(run))
        .containsExactly(
            "1.0 control:t", "1.0 x:closed>held", "6.0 control:r", "6.0 x:held>closed");
  }

  /** A wrong file leaves the flags as they are, and tells all that is wrong. */
  @Test
  void badFlagsKeepTheOld() {
    log.request(1, "a");
    log.command(
        2, "f", "\"type\":\"flags\",\"flags\":\"overlays: {x: {scenarios: []}, baseline: {}}\"");
    log.request(3, "b");
    log.command(4, "g", "\"type\":\"flags\",\"flags\":\"baseline_only: true\\n" + ALL + "\"");
    log.request(5, "c");
    RouteLogRun run = run("");
    assertThat(decided(run)).containsExactly("a=x", "b=x", "c=baseline/baseline_only");
    assertThat(run.rejects()).containsExactly("bad_command input 2");
    assertThat(run.decisions().get(2))
        .contains("\"reason\":\"DISABLED\"")
        .contains("\"passed_over\":[]");
  }

  @Test
  void evidenceOfOneRuleAndTimeIsNumbered() {
    String both = "overlays: {x: {scenarios: [s], rollout_percent: 100, enabled: true}}";
    log.command(1, "a", "\"type\":\"trip\",\"overlay\":\"x\"");
    log.command(1, "b", "\"type\":\"release\",\"overlay\":\"x\"");
    log.command(1, "c", "\"type\":\"trip\",\"overlay\":\"x\"");
    RouteLogRun run = run("", both);
    assertThat(run.evidence().stream().map(line -> json(line).path("id").asText()))
        .contains("default/x:closed>held/1000000", "default/x:closed>held/1000000#2");
  }

  /** A targeting key that all share falls into one bucket: the rollout takes all or none. */
  @Test
  void skewedKeyIsADrift() {
    for (int i = 0; i < 120; i++) {
      log.line(
          "{\"type\":\"request\",\"ts\":%s,\"request_id\":\"r%d\",\"scenario_type\":\"s\",\"targeting_key\":\"one\"}"
              .formatted(1 + i * 0.1, i));
    }
    log.request(200, "end");
    String half = "overlays: {x: {scenarios: [s], rollout_percent: 50, enabled: true}}";
    RouteLogRun run = run("", half);
    assertThat(entered(run))
        .filteredOn(entry -> entry.contains("drift"))
        .containsExactly("60.0 drift:x");
    String drift = run.evidence().stream().filter(e -> e.contains("drift:x")).findFirst().get();
    assertThat(drift).contains("\"n\":120").contains("\"rollout_percent\":50.0");
  }
}
