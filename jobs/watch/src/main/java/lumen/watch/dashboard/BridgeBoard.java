package lumen.watch.dashboard;

import static lumen.watch.dashboard.Panel.course;
import static lumen.watch.dashboard.Panel.stat;
import static lumen.watch.dashboard.Panel.states;

import java.util.List;

/** What is heard, of each tenant. */
final class BridgeBoard {
  static final String[] STATES = {
    "E0 idle", "E1 syncing", "E2 bridged", "E3 guarded", "E4 rolled back"
  };
  private static final String T = "{tenant=~\"$tenant\"}";

  private BridgeBoard() {}

  static Dashboard of(AlertLevels levels) {
    List<Step> phase = levels.of("BridgePhaseDriftHigh");
    List<Step> sync = levels.of("BridgeSyncQualityLow");
    List<Step> entropy = levels.of("EntropySpike");
    return new Dashboard(
        "lumen-bridge-min",
        "Lumen / Bridge",
        "Whether the bridge is in step, and how it gets there.",
        List.of(
            stat(
                    "State",
                    "none",
                    "max by (tenant) (bridge_state" + T + ")",
                    "{{tenant}}",
                    "Where the protocol stands; E2 and E3 are heard.")
                .saying(STATES)
                .wide(6),
            stat(
                    "Phase error",
                    "suffix: cycles",
                    "avg by (tenant) (bridge_phase_diff_mean" + T + ")",
                    "{{tenant}}",
                    "Mean phase error that the protocol judges.")
                .judged(phase)
                .wide(6),
            stat(
                    "Sync quality",
                    "percentunit",
                    "avg by (tenant) (bridge_sync_quality" + T + ")",
                    "{{tenant}}",
                    "Sync quality that the protocol judges.")
                .judged(sync)
                .wide(6),
            stat(
                    "Tick",
                    "ms",
                    "avg by (tenant) (bridge_tick_ms" + T + ")",
                    "{{tenant}}",
                    "From the newest tick to the next.")
                .wide(6),
            states(
                    "State",
                    "The course of the protocol.",
                    new Query("max by (tenant) (bridge_state" + T + ")", "{{tenant}}"))
                .saying(STATES)
                .wide(24),
            course(
                    "Phase error",
                    "suffix: cycles",
                    "Of the newest tick, and its mean of 5 min, by which the alert goes.",
                    new Query("avg by (tenant) (bridge_phase_diff_mean" + T + ")", "{{tenant}}"),
                    new Query("bridge:phase_diff_mean_5m" + T, "{{tenant}} 5 min"))
                .judged(phase),
            course(
                    "Sync quality",
                    "percentunit",
                    "Of the newest tick, and the level held for 95 % of 10 min (p05).",
                    new Query("avg by (tenant) (bridge_sync_quality" + T + ")", "{{tenant}}"),
                    new Query("bridge:sync_quality_p05_10m" + T, "{{tenant}} p05"))
                .judged(sync),
            course(
                    "Entropy",
                    "percentunit",
                    "What lowers the gains: of the newest tick, and its mean of 10 min.",
                    new Query("max by (tenant) (bridge_entropy_ratio" + T + ")", "{{tenant}}"),
                    new Query("bridge:entropy_ratio_mean_10m" + T, "{{tenant}} 10 min"))
                .judged(entropy),
            course(
                "Tick",
                "ms",
                "From the newest tick to the next.",
                new Query("avg by (tenant) (bridge_tick_ms" + T + ")", "{{tenant}}")),
            course(
                    "Tick jitter",
                    "ms",
                    "How far ticks leave the job from their interval; in a replay, of its speed.",
                    new Query("max by (tenant) (bridge_tick_jitter_ms" + T + ")", "{{tenant}}"),
                    new Query("bridge:tick_jitter_p95_10m" + T, "{{tenant}} p95"))
                .judged(levels.of("BridgeTickJitterHigh")),
            course(
                "Refused and muted",
                "percentunit",
                "Corrections of 5 min refused at a limit (5 % roll back), and ticks not played.",
                new Query(
                    "max by (tenant) (bridge_rollback_ratio_5m" + T + ")", "{{tenant}} refused"),
                new Query("max by (tenant) (bridge_muted_ratio" + T + ")", "{{tenant}} muted")),
            course(
                "Gains",
                "none",
                "Gains of the loop as the newest frame carries them.",
                new Query("avg by (tenant) (fusion_gain_kp" + T + ")", "{{tenant}} kp"),
                new Query("avg by (tenant) (fusion_gain_ki" + T + ")", "{{tenant}} ki"),
                new Query("avg by (tenant) (fusion_gain_kd" + T + ")", "{{tenant}} kd")),
            course(
                "Multiple of the reference",
                "none",
                "Ticks of the bridge for each of the reference.",
                new Query("avg by (tenant) (bridge_multiple" + T + ")", "{{tenant}}"))));
  }
}
