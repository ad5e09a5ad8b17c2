package lumen.fusion.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lumen.fusion.evidence.Action;
import lumen.fusion.evidence.EvidenceRules;
import lumen.fusion.evidence.QuoteRule;
import lumen.fusion.evidence.RiskRule;
import lumen.settings.Finding;
import lumen.settings.SettingsException;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of rules: what they become, and where their mistakes stand. */
class EvidenceFilesTest {
  private static List<String> risks(String... lines) {
    return EvidenceFiles.findings(String.join("\n", lines), "[]").stream()
        .map(text -> text.replace("evidence/risk_map.yaml:", ""))
        .toList();
  }

  private static List<String> quotes(String... lines) {
    return EvidenceFiles.findings("[]", String.join("\n", lines)).stream()
        .map(text -> text.replace("evidence/quote_rules.yaml:", ""))
        .toList();
  }

  @Test
  void rulesAreReadWithTheirDefaults() {
    EvidenceRules rules =
        EvidenceFiles.read(
            """
            - if: phase_diff > 0.025 and entropy_ratio > 0.18
              risk: sync_degradation
              action: "increase kd by 0.02; alert warn"
            - {if: 'mean(coherence, 5m) < 0.9', risk: loss, repeat_s: 1.5, id: loss_5m}
            """,
            """
            - match: Coherence  improves, with LOWER entropy
              quote: Better.
            - {match: a b, quote: 'A: b', order: any, id: ab}
            """,
            45);
    RiskRule first = rules.risks().get(0);
    assertThat(first.id()).isEqualTo("sync_degradation");
    assertThat(first.risk()).isEqualTo("sync_degradation");
    assertThat(Action.text(first.actions())).isEqualTo("increase kd by 0.02; alert warn");
    assertThat(first.repeatMicros()).isEqualTo(45_000_000);
    RiskRule second = rules.risks().get(1);
    assertThat(second.id()).isEqualTo("loss_5m");
    assertThat(second.risk()).isEqualTo("loss");
    assertThat(second.actions()).isEmpty();
    assertThat(second.repeatMicros()).isEqualTo(1_500_000);
    assertThat(rules.quotes())
        .containsExactly(
            new QuoteRule(
                "coherence-improves-with-lower-entropy",
                "Coherence  improves, with LOWER entropy",
                "Better.",
                false),
            new QuoteRule("ab", "a b", "A: b", true));
  }

  @Test
  void everyMistakeIsReportedAtItsCharacters() {
    assertThat(
            risks(
                "- if: phase_dif > 0.025 and entropy_ratio > 0.18",
                "  risk: one",
                "- if: phase_diff > 0.025 and (entropy_ratio > 0.18",
                "  risk: two",
                "  action: increase kd by 0.02; alrt warn",
                "- if: mode == \"fusd\"",
                "  risk: th ree",
                "  action: set weights 0.5 0.3",
                "- risk: four",
                "  iff: q > 1",
                "- if: [q > 1]",
                "  risk: five",
                "  repeat_s: 0",
                "- if: maen(q, 5m) > 1 or state == 'E9'",
                "  risk: six",
                "- seven",
                "- if: entropy > 1",
                "  risk: eight"))
        .containsExactly(
            "1:7 [0].if: must be a field, is phase_dif; did you mean phase_diff?",
            "3:51 [1].if: must be ) here, is the end",
            "5:32 [1].action: must be one of increase, decrease, alert, set, is alrt; did you mean"
                + " alert?",
            "6:15 [2].if: must be a value of mode, is \"fusd\"; did you mean fused?",
            "7:9 [2].risk: must be a name of 1 to 64 letters, digits and _ . -, beginning with a"
                + " letter, is \"th ree\"",
            "8:23 [2].action: must be a number >= 0.6 and <= 0.9, is 0.5",
            "9:3 [3].if: must be given: a condition such as phase_diff > 0.025 and entropy_ratio >"
                + " 0.18, of at most 1000 characters, is missing",
            "10:3 [3].iff: must be a known key, is \"iff\"; did you mean if?",
            "11:7 [4].if: must be a condition such as phase_diff > 0.025 and entropy_ratio > 0.18,"
                + " of at most 1000 characters, is a list",
            "13:13 [4].repeat_s: must be a number >= 1 and <= 86400, is 0",
            "14:7 [5].if: must be a function, is maen; did you mean mean?",
            "16:3 [6]: must be a section with the keys if, risk, action, repeat_s, id, is"
                + " \"seven\"",
            "17:7 [7].if: must be a field, is entropy; known here: phase_diff, harmony, coherence,"
                + " entropy_ratio, sync_quality, order, q, r, kp, ki, kd, streams_fresh,"
                + " streams_total, mode, tick_ms, hz, e, state, bridge_sync_quality,"
                + " bridge_entropy_ratio, bridge_phase_diff, rollback_ratio_5m,"
                + " residual_stddev_10m, abs, min, max, mean, min_over, max_over, stddev, p95");
    assertThat(
            quotes(
                "- match: ' -- '",
                "  quote: a",
                "- quote: b",
                "- {match: a b, quote: c, order: both}",
                "- {match: a  B, quote: d}"))
        .containsExactly(
            "1:11 [0].match: must hold a word, holds none",
            "3:3 [1].match: must be given: a text of 1 to 1000 characters, is missing",
            "4:33 [2].order: must be one of given, any, is \"both\"",
            "5:11 [3].match: must differ from that of 4, is a-b: give it an id");
  }

  @Test
  void twoRulesOfOneNameAreRefusedAcrossTheFiles() {
    assertThat(
            EvidenceFiles.findings(
                "[{if: q > 1, risk: a}, {if: q > 2, risk: a}, {if: q > 3, risk: a, id: b}]",
                "[{match: c, quote: c, id: b}]"))
        .containsExactly(
            "evidence/risk_map.yaml:1:42 [1].risk: must differ from that of"
                + " evidence/risk_map.yaml:1, is a: give it an id",
            "evidence/quote_rules.yaml:1:27 [0].id: must differ from that of"
                + " evidence/risk_map.yaml:1, is b: give it an id");
  }

  /** The same mistake, at the second q, written in every way that YAML knows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "- {risk: a, if: hz > 1 and qq > 1}~1:28",
        "- {risk: a, if: 'hz > 1 and qq > 1'}~1:29",
        "- {risk: a, if: \"hz > 1 and qq > 1\"}~1:29",
        "- {risk: a, if: 'mode == ''fused'' and qq > 1'}~1:40",
        "- {risk: a, if: \"mode == \\\"fused\\\" and qq > 1\"}~1:40",
        "- {risk: a, if: \"hz \\x3e 1 \\u0061nd qq > 1\"}~1:37",
        "- {risk: a, if: \"hz > 1\\tand\\n qq > 1\"}~1:32",
        "- if: hz > 1 and|    qq > 1|  risk: a~2:5",
        "- if:|    hz > 1|    and||    qq > 1|  risk: a~5:5",
        "- if: \"hz > 1 |    and qq > 1\"|  risk: a~2:9",
        "- if: \"hz > 1 \\|    and qq > 1\"|  risk: a~2:9",
        "- if: 'hz > 1 |||    and qq > 1'|  risk: a~4:9",
        "- if: >|    hz > 1|    and|||    qq > 1|  risk: a~6:5",
        "- if: >-  # folded|    hz > 1|      and qq > 1|  risk: a~3:11",
        "- risk: a|  if: !|    hz > 1  and|       qq > 1|~4:8",
        "- if: mean(hz, 5m)>1 and mean(qq,5m)>1|  risk: a~1:31",
      })
  void isFoundInEveryFormOfText(String lines, String place) {
    String text = lines.replace("|", "\n").replace("if: !\n", "if: |\n");
    assertThat(risks(text.split("\n", -1)))
        .singleElement()
        .asString()
        .startsWith(place + " [0].if: must be a field");
    assertThat(risks(text.replace("\n", "\r\n")))
        .singleElement()
        .asString()
        .startsWith(place + " ");
  }

  @Test
  void placesAreCountedInCharactersOfAnyPlane() {
    assertThat(risks("- {id: a, risk: b, if: \"\uD83D\uDE00 > 1\"}"))
        .singleElement()
        .asString()
        .startsWith("1:25 [0].if: must be part of a condition, is the character U+1F600");
    assertThat(quotes("# \uD83D\uDE00", "- {quote: \"\uD83D\uDE00\", match: \"-\"}"))
        .containsExactly("2:24 [0].match: must hold a word, holds none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "~", "---\n"})
  void textWithoutContentHoldsTheRulesThatAreShipped(String text) {
    assertThat(EvidenceFiles.read(text, text, 60)).isEqualTo(LumenSettings.defaults().evidence());
    assertThat(EvidenceFiles.read("[]", "[]", 60)).isEqualTo(EvidenceRules.NONE);
  }

  @Test
  void rulesThatCannotBeUsedAreRefusedWithAllFindings() {
    assertThatThrownBy(() -> EvidenceFiles.read("[{if: q, risk: a}]", "[{match: b}]", 60))
        .isInstanceOfSatisfying(SettingsException.class, e -> assertThat(e.findings()).hasSize(2))
        .hasMessageContaining("evidence/risk_map.yaml:1:7 [0].if: must be a condition such as")
        .hasMessageContaining("evidence/quote_rules.yaml:1:2 [0].quote: must be given");
    assertThat(EvidenceFiles.findings("if: q > 1", "{}"))
        .containsExactly(
            "evidence/risk_map.yaml:1:1 must be a list of rules, is a section",
            "evidence/quote_rules.yaml:1:1 must be a list of rules, is a section");
    assertThat(EvidenceFiles.findings("- [", "[]"))
        .singleElement()
        .asString()
        .startsWith("evidence/risk_map.yaml:1:4 must be YAML: ");
  }

  @Test
  void numberOfRulesAndOfWindowsIsBounded() {
    String rule = "- {if: 'mean(q, %ds) + p95(q, %ds) > 1', risk: r%d}";
    assertThat(risks(many(rule, 64))).isEmpty();
    assertThat(risks(many(rule, 66)))
        .containsExactly(
            "65:9 [64].if: must look over at most 64 windows together with the rules before it");
    assertThat(risks(many("- {if: q > %d, risk: r%d}", 501)))
        .containsExactly("501:3 [500]: must be at most 500 rules");
  }

  private static String[] many(String rule, int n) {
    return IntStream.range(1, n + 1)
        .mapToObj(i -> rule.replace("%d", Integer.toString(i)))
        .toArray(String[]::new);
  }

  @Test
  void settingsTravelWithTheirRules() throws IOException, ClassNotFoundException {
    LumenSettings settings = LumenSettings.defaults();
    assertThat(InstantiationUtil.clone(settings)).isEqualTo(settings);
    EvidenceRules clone = InstantiationUtil.clone(settings.evidence());
    assertThat(clone.risks().get(0).condition())
        .isEqualTo(settings.evidence().risks().get(0).condition());
  }

  /** Mutated files give rules or findings in their lines, and nothing else. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void mutatedTextsAreReadOrRefused(long seed) {
    Random random = new Random(seed);
    String shipped =
        EvidenceFiles.standardText(ConfigFile.RISK_MAP.fileName())
            .lines()
            .filter(line -> !line.startsWith("#"))
            .collect(Collectors.joining("\n"));
    for (int i = 0; i < 150; i++) {
      StringBuilder text = new StringBuilder(shipped);
      for (int n = 1 + random.nextInt(6); n > 0; n--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, "\"'|>-#:\\ \n()<&".charAt(random.nextInt(14)));
          default -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
        }
      }
      long lines = text.toString().lines().count() + 1;
      for (Finding finding :
          SettingsLoader.readTexts("", Map.of(ConfigFile.RISK_MAP, text.toString())).findings()) {
        assertThat(finding.line()).as("seed %d: %s", seed, text).isBetween(1, (int) lines);
      }
    }
  }
}
