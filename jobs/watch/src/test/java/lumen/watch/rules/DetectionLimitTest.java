package lumen.watch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lumen.watch.rules.RuleFile.Rule;
import org.junit.jupiter.api.Test;

/**
 * How long an alert takes at most: what its condition waits for, its {@code for}, and 15 s of
 * scrape (5), evaluation (5) and Alertmanager's group_wait (5), from the moment the condition can
 * be read.
 */
final class DetectionLimitTest {
  private static final long ON_THE_WAY = 15;

  /** Promised limits in seconds. */
  private static final Map<String, Long> PROMISED =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("LumenScrapeDown", 40L),
              Map.entry("JobNotReady", 45L),
              Map.entry("TenantNotReady", 45L),
              Map.entry("JobLost", 40L),
              Map.entry("CheckpointFailing", 60L),
              Map.entry("JobRestarting", 15L),
              Map.entry("FusionStreamLoss", 45L),
              Map.entry("FusionFailover", 50L),
              Map.entry("BridgeRolledBack", 15L),
              Map.entry("RejectsHigh", 20L),
              Map.entry("IngestDropping", 20L),
              Map.entry("EvidenceIngestStalled", 195L),
              Map.entry("EntropySpike", 75L),
              Map.entry("FusionEntropyHigh", 135L),
              Map.entry("BridgePhaseDriftHigh", 615L),
              Map.entry("FusionPhaseDrift", 615L),
              Map.entry("FusionPhaseDriftFast", 375L),
              Map.entry("BridgeSyncQualityLow", 1215L),
              Map.entry("FusionCoherenceLow", 1215L),
              Map.entry("BridgeTickJitterHigh", 1215L),
              Map.entry("FusionAdaptDiverge", 315L),
              Map.entry("FusionAdaptRunaway", 315L),
              Map.entry("EvidenceQuoteSkew", 7215L),
              Map.entry("Backpressured", 615L),
              Map.entry("OverlayJobLost", 45L),
              Map.entry("OverlayBlind", 15L),
              Map.entry("OverlayLatencyHigh", 75L),
              Map.entry("OverlayTokensHigh", 15L),
              Map.entry("OverlayBlocked", 15L),
              Map.entry("OverlayQualityLow", 15L),
              Map.entry("OverlayBreakerOpened", 15L),
              Map.entry("OverlayDrift", 15L),
              Map.entry("GovernanceJobLost", 45L),
              Map.entry("ROI_Degradation", 915L),
              Map.entry("Cache_HitRate_Low", 615L),
              Map.entry("BudgetSpent80", 15L),
              Map.entry("BudgetSpent90", 15L),
              Map.entry("BudgetSpent100", 15L),
              Map.entry("RollbackAdvised", 15L),
              Map.entry("GoldenFailed", 15L),
              Map.entry("SelfCheckFailing", 93_615L),
              Map.entry("BridgeThermalHigh", 135L),
              Map.entry("BridgeThermalCritical", 75L)));

  /** What stands for nothing within a window, or a mean or quantile of it: it has to go by. */
  private static final Pattern AGED = Pattern.compile("time\\(\\) - [^>]*> (\\d+)");

  private static final Pattern NOTHING_IN =
      Pattern.compile("increase\\(\\w+\\[(\\d+[smhd])]\\)\\) == 0");
  private static final Pattern MEAN_OF =
      Pattern.compile("(?:avg|quantile)_over_time\\([^\\[]*\\[(\\d+[smhd])]");
  private static final Pattern SHARE_OF =
      Pattern.compile("increase\\(evidence_quote_count\\[(\\d+[smhd])]");
  private static final Pattern RECORDED = Pattern.compile("\\w+:\\w+_(\\d+m)\\b");

  @Test
  void noneTakesLongerThanPromised() throws IOException {
    for (Rule rule : RuleFile.rulesOfAll()) {
      if (!rule.alert() || rule.labels().containsKey("burn") || rule.name().equals("Watchdog")) {
        continue;
      }
      assertThat(PROMISED).as("a limit is promised of").containsKey(rule.name());
      long limit = window(rule.expr()) + RuleCase.seconds(rule.waits()) + ON_THE_WAY;
      assertThat(limit).as(rule.name()).isLessThanOrEqualTo(PROMISED.get(rule.name()));
    }
  }

  private static long window(String expr) {
    long longest = 0;
    Matcher aged = AGED.matcher(expr);
    if (aged.find()) {
      longest = Long.parseLong(aged.group(1));
    }
    for (Pattern pattern : new Pattern[] {NOTHING_IN, MEAN_OF, SHARE_OF, RECORDED}) {
      Matcher found = pattern.matcher(expr);
      while (found.find()) {
        longest = Math.max(longest, RuleCase.seconds(found.group(1)));
      }
    }
    return longest;
  }

  /**
   * Of a total loss, in seconds: by burn and objective. Long windows are made of tiles of 5 min.
   */
  private static final Map<String, Long> BURNS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("fast 0.001", 70L),
              Map.entry("slow 0.001", 570L),
              Map.entry("leak 0.001", 700L),
              Map.entry("fast 0.01", 540L),
              Map.entry("slow 0.01", 1_740L),
              Map.entry("leak 0.01", 3_060L),
              Map.entry("fast 0.015", 795L),
              Map.entry("slow 0.015", 2_400L),
              Map.entry("leak 0.015", 4_380L)));

  private static final Pattern BURN =
      Pattern.compile("ratio_rate(\\d+[mhd])\\{slo=\"\\w+\"} > (?:([0-9.]+) \\* )?(0\\.0\\d+)");
  private static final long TILES = 300;
  private static final long SELDOM = 120;

  /** A window of w is bad by a part p of it p x w after all is lost; the last of both counts. */
  @Test
  void aTotalLossBurnsWithinWhatIsPromised() throws IOException {
    int seen = 0;
    for (Rule rule : RuleFile.rulesOfAll()) {
      if (!rule.labels().containsKey("burn")) {
        continue;
      }
      Matcher window = BURN.matcher(rule.expr());
      double longest = 0;
      int windows = 0;
      String left = "";
      while (window.find()) {
        double factor = window.group(2) == null ? 1 : Double.parseDouble(window.group(2));
        left = window.group(3);
        long seconds = RuleCase.seconds(window.group(1));
        longest = Math.max(longest, factor * Double.parseDouble(left) * seconds);
        windows++;
      }
      assertThat(windows).as(rule.expr()).isEqualTo(2);
      String burn = rule.labels().get("burn");
      long counted = burn.equals("fast") ? 0 : TILES + SELDOM;
      assertThat(longest + counted + RuleCase.seconds(rule.waits()) + ON_THE_WAY)
          .as(rule.name())
          .isLessThanOrEqualTo(BURNS.get(burn + " " + left))
          .isGreaterThan(0.9 * BURNS.get(burn + " " + left));
      seen++;
    }
    assertThat(seen).isGreaterThanOrEqualTo(27);
  }

  /** Of a total loss: the longer window of 1 h at 14.4 x 0.01, and 15 s. */
  @Test
  void aTotalLossOfCoherencePagesWithinNineMinutes() throws IOException {
    RuleCase lost =
        RuleCase.all().stream()
            .filter(one -> one.name().startsWith("SLOBurnFast: lost from 1h00m15s"))
            .findFirst()
            .orElseThrow();
    assertThat(
            lost.told().stream()
                .filter(told -> told.alert().equals("CoherenceSLOBurnFast"))
                .filter(told -> told.fires("critical"))
                .findFirst()
                .orElseThrow()
                .second())
        .isLessThanOrEqualTo(3600 + 9 * 60 - ON_THE_WAY);
  }
}
