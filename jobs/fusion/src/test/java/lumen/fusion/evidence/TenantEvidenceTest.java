package lumen.fusion.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.evidence.EvidenceValue;
import lumen.signal.bridge.CommandHold;
import lumen.signal.fusion.Mode;
import lumen.signal.gain.Gain;
import org.junit.jupiter.api.Test;

/** When rules fire, and what their entries say. */
class TenantEvidenceTest {
  private static final long SECOND = 1_000_000;
  private static final long START = 1_767_225_600L * SECOND;

  static RiskRule risk(String id, String condition, String actions, long repeatS) {
    try {
      return new RiskRule(
          id, Condition.parse(condition), id, Action.parse(actions), repeatS * SECOND);
    } catch (RuleSyntaxException e) {
      throw new AssertionError(condition, e);
    }
  }

  private static EvidenceRules risks(RiskRule... rules) {
    return new EvidenceRules(List.of(rules), List.of());
  }

  private static TenantEvidence evidence(RiskRule... rules) {
    return new TenantEvidence(risks(rules), "stage");
  }

  private static List<EvidenceEntry> at(TenantEvidence evidence, double second, double q) {
    return evidence
        .frame(START + Math.round(second * SECOND), FieldValues.none().with(Field.Q, q).frame())
        .stream()
        .map(FiredRisk::entry)
        .toList();
  }

  /** Seconds at which anything fires, of frames of these values, one each second. */
  private static List<Integer> fired(TenantEvidence evidence, double... q) {
    List<Integer> seconds = new ArrayList<>();
    for (int i = 0; i < q.length; i++) {
      if (!at(evidence, i, q[i]).isEmpty()) {
        seconds.add(i);
      }
    }
    return seconds;
  }

  @Test
  void firesAtTheRisingEdgeAndAgainWhileItHolds() {
    assertThat(fired(evidence(risk("high", "q > 1", "", 3)), 0, 2, 2, 2, 2, 2, 2, 2, 0, 2, 2))
        .containsExactly(1, 4, 7, 9);
  }

  @Test
  void unknownEndsAHoldAsFalseDoes() {
    double no = Double.NaN;
    assertThat(fired(evidence(risk("high", "q > 1", "", 60)), 2, no, 2, 2, 0, no, 2))
        .containsExactly(0, 2, 6);
    assertThat(fired(evidence(risk("high", "not q > 1", "", 60)), no, no, 0, no, 2))
        .containsExactly(2);
  }

  @Test
  void repetitionIsInEventTime() {
    TenantEvidence evidence = evidence(risk("high", "q > 1", "", 60));
    assertThat(at(evidence, 0, 2)).hasSize(1);
    assertThat(at(evidence, 59.999999, 2)).isEmpty();
    assertThat(at(evidence, 60, 2)).hasSize(1);
    assertThat(at(evidence, 119.9, 2)).isEmpty();
    assertThat(at(evidence, 3600, 2)).hasSize(1);
  }

  @Test
  void entrySaysWhatTheRuleReadAndAsksFor() {
    TenantEvidence evidence =
        evidence(
            risk(
                "sync",
                "phase_diff > 0.025 and mode == 'ure_only' and kp < 1 or hz > 3",
                "increase kd by 0.02; alert warn",
                60));
    FrameFields frame =
        FieldValues.none()
            .with(Field.PHASE_DIFF, 0.03)
            .with(Field.KP, 0.35)
            .mode(Mode.URE_ONLY)
            .frame();
    assertThat(evidence.frame(START + 200_000, frame))
        .containsExactly(
            new FiredRisk(
                new EvidenceEntry(
                    "stage/sync/1767225600200000",
                    START + 200_000,
                    "stage",
                    "risk",
                    "sync",
                    "sync",
                    "",
                    "increase kd by 0.02; alert warn",
                    List.of(
                        EvidenceValue.of("phase_diff", 0.03),
                        EvidenceValue.of("mode", "ure_only"),
                        EvidenceValue.of("kp", 0.35),
                        EvidenceValue.of("hz", Double.NaN)),
                    ""),
                List.of(new Action.ShiftGain(Gain.KD, 0.02), new Action.Alert(AlertLevel.WARN))));
  }

  @Test
  void entriesOfOneFrameComeInTheOrderOfTheRules() {
    TenantEvidence evidence = evidence(risk("b", "q > 1", "", 60), risk("a", "q > 0", "", 60));
    assertThat(at(evidence, 0, 2)).extracting(EvidenceEntry::rule).containsExactly("b", "a");
  }

  @Test
  void windowsOfTheTenantAreRead() {
    TenantEvidence evidence =
        evidence(risk("low", "mean(q, 9s) < 1.5 and max_over(q, 1m) > q", "", 60));
    List<EvidenceEntry> entries = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      entries.addAll(at(evidence, i, i < 20 ? 2 : 1));
    }
    assertThat(entries).hasSize(1);
    EvidenceEntry entry = entries.get(0);
    assertThat(entry.tsMicros()).isEqualTo(START + 24 * SECOND);
    assertThat(entry.window()).isEqualTo("1m");
    assertThat(entry.values())
        .containsExactly(
            EvidenceValue.of("q", 1.0),
            EvidenceValue.of("mean(q, 9s)", 13 / 9.0),
            EvidenceValue.of("max_over(q, 1m)", 2.0));
  }

  @Test
  void frameThatIsNotLaterIsRefused() {
    TenantEvidence evidence = evidence(risk("high", "q > 1", "", 3));
    at(evidence, 1, 0);
    assertThatThrownBy(() -> at(evidence, 1, 0))
        .hasMessage(
            "frame must be later than the one before: micros=1767225601000000"
                + " before=1767225601000000");
  }

  @Test
  void withoutRulesNothingIsKept() {
    TenantEvidence evidence = new TenantEvidence(EvidenceRules.NONE, "stage");
    assertThat(at(evidence, 1, 2)).isEmpty();
    assertThat(evidence.fact(START, "s", "k", "text")).isEmpty();
    assertThat(evidence.takeHistory()).isNull();
    assertThat(evidence.idleMicros()).isEqualTo(Long.MIN_VALUE);
    assertThat(evidence.historyFromMicros()).isEqualTo(Long.MAX_VALUE);
    assertThat(evidence.snapshot()).hasSizeLessThan(80);
  }

  @Test
  void historyHoldsTheFieldsOfWindowsOnlyAndTellsItsLastTime() {
    TenantEvidence evidence =
        evidence(risk("low", "mean(q, 5m) < 1 and mean(q, 10s) < 1 and r > 1", "", 60));
    assertThat(evidence.takeHistory()).isNull();
    at(evidence, 0, 2);
    at(evidence, 7, 2);
    byte[] chunk = evidence.takeHistory();
    assertThat(TenantEvidence.lastMicros(chunk)).isEqualTo(START + 7 * SECOND);
    assertThat(chunk).hasSize(22 + (4 + 8) + (4 + 3 + 2 * (1 + 8 + 8)));
    assertThat(evidence.takeHistory()).isNull();
    assertThat(evidence.historyFromMicros()).isEqualTo(START + 7 * SECOND - 300 * SECOND + 1);
  }

  @Test
  void nothingMattersAfterTheWindowsAndTheRepetition() {
    TenantEvidence evidence = evidence(risk("high", "q > 1", "", 90));
    at(evidence, 0, 0);
    assertThat(evidence.idleMicros()).isEqualTo(Long.MIN_VALUE);
    at(evidence, 1, 2);
    at(evidence, 50, 2);
    assertThat(evidence.idleMicros()).isEqualTo(START + 91 * SECOND);
    TenantEvidence windowed = evidence(risk("high", "mean(q, 5m) > 1", "", 90));
    assertThat(windowed.idleMicros()).isEqualTo(Long.MIN_VALUE);
    at(windowed, 1, 0);
    assertThat(windowed.idleMicros()).isEqualTo(START + 301 * SECOND);
  }

  @Test
  void ruleThatHoldsBeforeAndAfterAReloadDoesNotBeginAnew() {
    TenantEvidence evidence = evidence(risk("high", "q > 1", "", 60), risk("b", "q > 1", "", 60));
    assertThat(at(evidence, 0, 2)).hasSize(2);
    evidence.reload(START, risks(risk("high", "q > 1.5", "", 60), risk("c", "q > 1", "", 60)));
    assertThat(at(evidence, 1, 2)).extracting(EvidenceEntry::rule).containsExactly("c");
    evidence.reload(START + SECOND, risks(risk("b", "q > 1", "", 60)));
    assertThat(at(evidence, 2, 2)).extracting(EvidenceEntry::rule).containsExactly("b");
  }

  @Test
  void windowsThatBothRuleSetsHaveGoOnAndOthersBeginEmpty() {
    RiskRule five = risk("five", "mean(q, 30s) > 0", "", 1);
    TenantEvidence evidence = evidence(five);
    for (int i = 0; i < 40; i++) {
      at(evidence, i, 1);
    }
    evidence.reload(
        START + 39 * SECOND,
        risks(five, risk("p95", "p95(q, 30s) > 0", "", 1), risk("r", "mean(q, 20s) > 0", "", 1)));
    assertThat(at(evidence, 40, 1)).extracting(EvidenceEntry::rule).containsExactly("five", "p95");
    for (int i = 41; i < 46; i++) {
      assertThat(at(evidence, i, 1)).hasSize(2);
    }
    assertThat(at(evidence, 46, 1)).hasSize(2);
    assertThat(at(evidence, 47, 1)).hasSize(3);
  }

  @Test
  void rulesPutInForceByCommandOutlastARestoreAndAPause() {
    TenantEvidence evidence = evidence(risk("a", "q > 1", "alert crit", 60));
    EvidenceRules commanded =
        new EvidenceRules(
            List.of(risk("b", "q > 2 and mode != 'none'", "increase kd by 0.02; alert warn", 7)),
            List.of(new QuoteRule("said", "some words", "A quote.", true)));
    evidence.reload(START - 5 * SECOND, commanded);
    assertThat(evidence.idleMicros()).isEqualTo(START - 5 * SECOND + CommandHold.MICROS);
    byte[] rules = evidence.takeRules().orElseThrow();
    assertThat(evidence.takeRules()).as("told once").isEmpty();
    TenantEvidence restored =
        TenantEvidence.restore(EvidenceRules.NONE, "stage", evidence.snapshot(), rules, List.of());
    assertThat(restored.rules()).isEqualTo(commanded);
    assertThat(restored.snapshot()).isEqualTo(evidence.snapshot());
    assertThat(restored.idleMicros()).isEqualTo(evidence.idleMicros());
    assertThat(at(restored, 0, 3)).extracting(EvidenceEntry::rule).containsExactly("b");

    double days = CommandHold.MICROS / 1e6;
    assertThat(at(restored, days - 1, 3)).extracting(EvidenceEntry::rule).containsExactly("b");
    assertThat(at(restored, 2 * days - 1, 3)).as("of the job, which has none").isEmpty();
    assertThat(restored.takeRules()).hasValueSatisfying(none -> assertThat(none).isEmpty());
    assertThat(restored.idleMicros()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void restoreWithOtherRulesOfTheJobKeepsWhatBothHave() {
    RiskRule kept = risk("kept", "mean(q, 30s) > 0", "", 60);
    TenantEvidence evidence = evidence(kept, risk("old", "q > 0", "", 60));
    List<byte[]> history = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      at(evidence, i, 1);
      history.add(evidence.takeHistory());
    }
    TenantEvidence restored =
        TenantEvidence.restore(
            risks(kept, risk("new", "mean(q, 10s) > 0", "", 60)),
            "stage",
            evidence.snapshot(),
            new byte[0],
            history);
    assertThat(at(restored, 40, 1)).isEmpty();
    assertThat(at(restored, 43, 1)).isEmpty();
    assertThat(at(restored, 44, 1)).extracting(EvidenceEntry::rule).containsExactly("new");
  }

  @Test
  void twoRulesOfOneIdAreRefused() {
    assertThatThrownBy(
            () ->
                new EvidenceRules(
                    List.of(risk("a", "q > 1", "", 1)),
                    List.of(new QuoteRule("a", "words", "Quote.", false))))
        .hasMessage("ids must differ: two rules are a");
  }

  @Test
  void entriesOfOtherKindsHaveIdsOfTheirOwn() {
    List<EvidenceValue> values = List.of(EvidenceValue.of("x", 1));
    assertThat(
            List.of(
                FusionEntries.state("t", 5, "E2", "E3", values),
                FusionEntries.failover("t", 5, "fused", "ure_only", values),
                FusionEntries.calibration("t", 5, "p95", "tick +15 ms", values),
                FusionEntries.control("t", 5, "c-1", "release", values)))
        .extracting(EvidenceEntry::id)
        .containsExactly(
            "t/E2>E3/5", "t/fused>ure_only/5", "t/calibration:p95/5", "t/control:c-1/5");
  }
}
