package lumen.watch.dashboard;

import static lumen.watch.dashboard.Panel.course;
import static lumen.watch.dashboard.Panel.stat;
import static lumen.watch.dashboard.Panel.states;

import java.util.List;

/** What the rules of the evidence find, and whether they are asked. */
final class EvidenceBoard {
  private static final String T = "{tenant=~\"$tenant\"}";

  private EvidenceBoard() {}

  static Dashboard of(AlertLevels levels) {
    return new Dashboard(
        "lumen-evidence",
        "Lumen / Evidence",
        "Risks and quotes, whether rules are evaluated, and what the bridge did meanwhile.",
        List.of(
            stat(
                    "Risks",
                    "none",
                    rise("evidence_risk_count"),
                    "{{tenant}}",
                    "Risks that were written within the interval.")
                .wide(6),
            stat(
                    "Quotes",
                    "none",
                    rise("evidence_quote_count"),
                    "{{tenant}}",
                    "Quotes that were written within the interval.")
                .wide(6),
            stat(
                    "Rules evaluated",
                    "none",
                    "sli:evidence_ok" + T,
                    "{{tenant}}",
                    "Whether rules are evaluated while frames flow.")
                .saying("no", "yes")
                .wide(6),
            stat(
                    "Alerts of the evidence",
                    "none",
                    "count(ALERTS{alertstate=\"firing\",family=\"evidence\"}) or vector(0)",
                    "firing",
                    "Alerts that say that risks go by unseen.")
                .wide(6),
            course(
                "Risks",
                "none",
                "Risks written within the interval.",
                new Query(rise("evidence_risk_count"), "{{tenant}}")),
            course(
                "Quotes",
                "none",
                "Quotes written within the interval.",
                new Query(rise("evidence_quote_count"), "{{tenant}}")),
            course(
                "Evaluations and frames",
                "suffix: /s",
                "Frames that leave, and those that the rules were held against.",
                new Query(rate("evidence_evaluated_total"), "{{tenant}} evaluated"),
                new Query(rate("fusion_frames_total"), "{{tenant}} frames")),
            course(
                "Quotes for each risk",
                "none",
                "More than five in an hour is words without meaning.",
                new Query(
                    "%s / clamp_min(%s, 1)"
                        .formatted(rise("evidence_quote_count"), rise("evidence_risk_count")),
                    "{{tenant}}")),
            course(
                    "Entropy that the bridge judges",
                    "percentunit",
                    "What raises the risk of the shipped rules.",
                    new Query("max by (tenant) (bridge_entropy_ratio" + T + ")", "{{tenant}}"))
                .judged(levels.of("EntropySpike")),
            states(
                    "State of the bridge",
                    "What the protocol did meanwhile.",
                    new Query("max by (tenant) (bridge_state" + T + ")", "{{tenant}}"))
                .saying(BridgeBoard.STATES)));
  }

  private static String rise(String counter) {
    return "sum by (tenant) (increase(" + counter + T + "[$__rate_interval]))";
  }

  private static String rate(String counter) {
    return "sum by (tenant) (rate(" + counter + T + "[$__rate_interval]))";
  }
}
