package lumen.watch.dashboard;

import static lumen.watch.dashboard.Panel.course;
import static lumen.watch.dashboard.Panel.stat;
import static lumen.watch.dashboard.Panel.states;

import java.util.List;

/** What is fused, of each tenant. */
final class FusionBoard {
  private static final String[] MODES = {
    "fused", "reference alone", "sensors alone", "degraded", "none"
  };
  private static final String T = "{tenant=~\"$tenant\"}";

  private FusionBoard() {}

  static Dashboard of(AlertLevels levels) {
    List<Step> phase = levels.of("FusionPhaseDrift", "FusionPhaseDriftFast");
    List<Step> entropy = levels.of("FusionEntropyHigh");
    List<Step> coherence = levels.of("FusionCoherenceLow");
    return new Dashboard(
        "lumen-fusion-min",
        "Lumen / Fusion",
        "How far a group is together, and of what that is made.",
        List.of(
            stat(
                    "Coherence",
                    "percentunit",
                    "avg by (tenant) (fusion_coherence_level" + T + ")",
                    "{{tenant}}",
                    "Phase locking of the newest frame: 100 % is one, 0 none.")
                .judged(coherence),
            stat(
                    "Phase difference",
                    "suffix: cycles",
                    "avg by (tenant) (fusion_phase_diff_mean" + T + ")",
                    "{{tenant}}",
                    "Mean difference of sensors and reference, 0 to 0.5 cycles.")
                .judged(phase),
            stat(
                    "Entropy",
                    "percentunit",
                    "max by (tenant) (fusion_entropy_ratio" + T + ")",
                    "{{tenant}}",
                    "How far the differences are spread: 0 locked, 100 % not at all.")
                .judged(entropy),
            stat(
                "Sync quality",
                "percentunit",
                "avg by (tenant) (fusion_sync_quality" + T + ")",
                "{{tenant}}",
                "Completeness times coherence of the newest frame."),
            stat(
                    "Mode",
                    "none",
                    "max by (tenant) (fusion_mode" + T + ")",
                    "{{tenant}}",
                    "Which sides the newest frame was made of.")
                .saying(MODES),
            stat(
                "Channels",
                "none",
                "sum by (tenant) (fusion_streams_fresh" + T + ")",
                "{{tenant}}",
                "Channels that are in the newest frame."),
            course(
                    "Coherence",
                    "percentunit",
                    "Of the newest frame, and the level held for 95 % of 10 min (p05).",
                    new Query("avg by (tenant) (fusion_coherence_level" + T + ")", "{{tenant}}"),
                    new Query("fusion:coherence_p05_10m" + T, "{{tenant}} p05"))
                .judged(coherence),
            course(
                "Now",
                "percentunit",
                "Coherence of the newest frame of now, known at once, and of the newest frame, known 11 s after its time.",
                new Query("avg by (tenant) (fusion_now_coherence" + T + ")", "{{tenant}} now"),
                new Query("avg by (tenant) (fusion_coherence_level" + T + ")", "{{tenant}} final")),
            course(
                "Error of now",
                "suffix: cycles",
                "How far provisional phases were from the final ones of late: median and 90th percentile.",
                new Query("avg by (tenant) (fusion_now_error_p50" + T + ")", "{{tenant}} median"),
                new Query("avg by (tenant) (fusion_now_error_p90" + T + ")", "{{tenant}} p90")),
            course(
                    "Phase difference",
                    "suffix: cycles",
                    "Of the newest frame, and its mean of 5 min, by which the alerts go.",
                    new Query("avg by (tenant) (fusion_phase_diff_mean" + T + ")", "{{tenant}}"),
                    new Query("fusion:phase_diff_mean_5m" + T, "{{tenant}} 5 min"))
                .judged(phase),
            course(
                    "Entropy",
                    "percentunit",
                    "How far the differences are spread over the window.",
                    new Query("max by (tenant) (fusion_entropy_ratio" + T + ")", "{{tenant}}"))
                .judged(entropy),
            course(
                "Sync quality and harmony",
                "percentunit",
                "Completeness times coherence, and how alike the envelopes are.",
                new Query("avg by (tenant) (fusion_sync_quality" + T + ")", "{{tenant}} sync"),
                new Query("fusion:harmony_index" + T, "{{tenant}} harmony")),
            course(
                    "q/r of the phase filters",
                    "none",
                    "Process noise as a part of measurement noise: high is a filter that follows noise.",
                    new Query("fusion:q_r_ratio" + T, "{{tenant}}"))
                .judged(levels.of("FusionAdaptDiverge", "FusionAdaptRunaway")),
            course(
                "NIS of the channels",
                "none",
                "Mean normalised innovation squared: near 1 fits, far above is a surprised filter.",
                new Query(
                    "avg by (tenant, source, key) (fusion_nis" + T + ")",
                    "{{tenant}} {{source}} {{key}}")),
            states(
                    "Mode",
                    "Which sides frames were made of, over time.",
                    new Query("max by (tenant) (fusion_mode" + T + ")", "{{tenant}}"))
                .saying(MODES),
            states(
                    "Mode of now",
                    "Which sides frames of now were made of: a lost sensor is seen here first.",
                    new Query("max by (tenant) (fusion_now_mode" + T + ")", "{{tenant}}"))
                .saying(MODES),
            course(
                "Frames",
                "suffix: /s",
                "Frames that leave the job.",
                new Query(
                    "sum by (tenant) (rate(fusion_frames_total" + T + "[$__rate_interval]))",
                    "{{tenant}}")),
            states(
                    "Reference engine",
                    "Whether the newest frame was made with it.",
                    new Query("max by (tenant) (ure_up" + T + ")", "{{tenant}}"))
                .saying("away", "up"),
            course(
                "Residual entropy of the reference",
                "percentunit",
                "What the reference engine tells of itself, and how much it swings in 10 min.",
                new Query("max by (tenant) (ure_residual_entropy_last" + T + ")", "{{tenant}}"),
                new Query("ure:residual_stddev_10m" + T, "{{tenant}} deviation"))));
  }
}
