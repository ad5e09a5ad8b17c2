package lumen.fusion.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import lumen.runtime.metrics.SeriesBudget;
import lumen.signal.bridge.ControlFrame;
import lumen.signal.fusion.ChannelFrame;
import lumen.signal.fusion.ChannelId;
import lumen.signal.fusion.FusedFrame;
import lumen.signal.fusion.Mode;
import lumen.signal.fusion.SensorLevel;
import lumen.signal.fusion.UreValue;
import lumen.signal.gain.Gains;
import lumen.signal.loop.LoopMode;
import lumen.signal.protocol.BridgeState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In a real registry of Flink. */
final class TenantMetricsTest {
  private static final double NONE = Double.NaN;
  private static final SeriesBudget AMPLE =
      new SeriesBudget(List.of(FusionSeries.values()), 1_000, 10_000);

  private final OperatorRun operator = new OperatorRun();
  private long nowMillis = 1_000_000;

  @AfterEach
  void close() {
    operator.close();
  }

  private TenantMetrics metrics(SeriesBudget budget) {
    return new TenantMetrics(operator.group(), budget, () -> nowMillis);
  }

  private static FusedFrame frame(String tenant, Mode mode, double coherence, int fresh) {
    return new FusedFrame(
        10.0,
        tenant,
        50,
        mode,
        0.02,
        0.9,
        coherence,
        0.1,
        0.85,
        0.99,
        0.001,
        0.002,
        NONE,
        NONE,
        NONE,
        fresh,
        4,
        SensorLevel.NONE);
  }

  private static FusedFrame frame(String tenant, double coherence) {
    return frame(tenant, Mode.SENSORS_ONLY, coherence, 3);
  }

  private static ChannelFrame channel(String tenant, String key, double nis) {
    return channel(tenant, key, nis, NONE);
  }

  private static ChannelFrame channel(String tenant, String key, double nis, double chance) {
    return new ChannelFrame(
        10.0,
        tenant,
        50,
        new ChannelId("belt", key),
        true,
        0,
        0,
        0,
        0,
        0,
        nis,
        0,
        true,
        0,
        chance,
        0,
        0,
        0,
        0,
        0);
  }

  @Test
  void newestFrameIsToldAndWhatItLacksIsNot() {
    TenantMetrics metrics = metrics(AMPLE);
    metrics.frame(frame("a", 0.5));
    metrics.frame(frame("a", 0.75));
    assertThat(operator.values())
        .containsEntry("fusion_coherence_level{tenant=a}", 0.75)
        .containsEntry("fusion_harmony_index{tenant=a}", 0.9)
        .containsEntry("fusion_phase_diff_mean{tenant=a}", 0.02)
        .containsEntry("fusion_entropy_ratio{tenant=a}", 0.1)
        .containsEntry("fusion_sync_quality{tenant=a}", 0.85)
        .containsEntry("fusion_mode{tenant=a}", 2.0)
        .containsEntry("fusion_streams_fresh{tenant=a}", 3.0)
        .containsEntry("fusion_align_q{tenant=a}", 0.001)
        .containsEntry("fusion_align_r{tenant=a}", 0.002)
        .doesNotContainKey("fusion_gain_kp{tenant=a}")
        .hasSize(9 + 4 + 1);
  }

  @Test
  void levelsBeginWithTheFirstThingTheyTellOf() {
    TenantMetrics metrics = metrics(AMPLE);
    assertThat(operator.names())
        .containsExactly("fusion_series_capped{}", "fusion_watermark_lag_ms{}");
    metrics.frame(frame("a", 0.5));
    assertThat(operator.names()).noneMatch(name -> name.matches("(bridge|ure)_.*"));
    metrics.risk("b");
    assertThat(operator.names()).doesNotContain("fusion_coherence_level{tenant=b}");
  }

  @Test
  void chanceIsTheMeanOfTheChannelsHeldBetweenAndSeldomAskedFor() {
    TenantMetrics metrics = metrics(AMPLE);
    String chance = "fusion_coherence_chance{tenant=a}";
    metrics.frame(frame("a", 0.5));
    assertThat(operator.values()).doesNotContainKey(chance);
    assertThat(metrics.isChanceDue("a")).isTrue();
    metrics.channels(
        "a",
        List.of(
            channel("a", "x", 1, 0.25), channel("a", "y", 1, 0.75), channel("a", "z", NONE, NONE)));
    assertThat(operator.value(chance)).isEqualTo(0.5);
    nowMillis += 4_999;
    assertThat(metrics.isChanceDue("a")).isFalse();
    metrics.channels("a", List.of(channel("a", "x", 1)));
    assertThat(operator.value(chance)).as("not formed now: held").isEqualTo(0.5);
    nowMillis += 1;
    assertThat(metrics.isChanceDue("a")).isTrue();
    metrics.frame(frame("a", NONE));
    assertThat(operator.values()).as("a scale of nothing").doesNotContainKey(chance);
    metrics.frame(frame("a", 0.5));
    metrics.channels("a", List.of());
    assertThat(operator.values()).as("no channel is left").doesNotContainKey(chance);
  }

  @Test
  void chanceIsAskedForMoreSeldomTheMoreTenantsThereAre() {
    TenantMetrics metrics = metrics(AMPLE);
    for (int i = 0; i < 200; i++) {
      assertThat(metrics.isChanceDue("t" + i)).as("the first time").isTrue();
    }
    nowMillis += 9_999;
    assertThat(metrics.isChanceDue("t0")).isFalse();
    nowMillis += 1;
    for (int i = 0; i < 200; i++) {
      assertThat(metrics.isChanceDue("t" + i)).as("nobody is left out").isTrue();
    }
    for (int i = 1; i < 200; i++) {
      metrics.ended("t" + i);
    }
    nowMillis += 5_000;
    assertThat(metrics.isChanceDue("t0")).as("the others have gone").isTrue();
  }

  @Test
  void countersBeginAtZeroAsSoonAsTheirTenantIsKnown() {
    TenantMetrics metrics = metrics(AMPLE);
    metrics.known("a");
    metrics.frame(frame("b", 0.5));
    assertThat(operator.values())
        .containsEntry("evidence_risk_count{tenant=a}", 0.0)
        .containsEntry("evidence_quote_count{tenant=a}", 0.0)
        .containsEntry("evidence_risk_count{tenant=b}", 0.0)
        .doesNotContainKey("fusion_coherence_level{tenant=a}");
    metrics.risk("a");
    metrics.known("a");
    assertThat(operator.values())
        .containsEntry("evidence_risk_count{tenant=a}", 1.0)
        .containsEntry("evidence_quote_count{tenant=a}", 0.0);
  }

  @Test
  void framesAreCountedAndTimedWhetherTheirLevelsAreShownOrNot() {
    TenantMetrics metrics = metrics(AMPLE);
    metrics.left("a");
    assertThat(operator.values())
        .containsEntry("fusion_frames_total{tenant=a}", 1.0)
        .doesNotContainKey("fusion_coherence_level{tenant=a}");
    metrics.frame(frame("a", 0.5));
    nowMillis += 250;
    metrics.left("a");
    assertThat(operator.values())
        .containsEntry("fusion_frames_total{tenant=a}", 2.0)
        .containsEntry("fusion_frame_emitted_timestamp_seconds{tenant=a}", 1_000.25)
        .containsEntry("evidence_evaluated_total{tenant=a}", 0.0);
    metrics.evaluated("a");
    nowMillis += 60_000;
    assertThat(operator.values())
        .as("a time stamp stands still where an age would not tell")
        .containsEntry("fusion_frame_emitted_timestamp_seconds{tenant=a}", 1_000.25)
        .containsEntry("evidence_evaluated_total{tenant=a}", 1.0);
  }

  @Test
  void endedTenantHasNoSeriesAndFreshOnesWhenItComesBack() {
    TenantMetrics metrics = metrics(AMPLE);
    metrics.frame(frame("a", 0.5));
    metrics.frame(frame("b", 0.25));
    metrics.risk("a");
    metrics.risk("a");
    metrics.channels("a", List.of(channel("a", "x", 1)));
    metrics.ended("a");
    metrics.ended("never seen");
    assertThat(operator.names()).noneMatch(name -> name.contains("tenant=a"));
    assertThat(operator.value("fusion_coherence_level{tenant=b}")).isEqualTo(0.25);
    metrics.risk("a");
    metrics.frame(frame("a", 0.6));
    assertThat(operator.value("evidence_risk_count{tenant=a}")).isEqualTo(1);
    assertThat(operator.value("fusion_coherence_level{tenant=a}")).isEqualTo(0.6);
    assertThat(operator.names()).noneMatch(name -> name.startsWith("fusion_nis"));
  }

  @Test
  void tickIsToldWithHowFarItWasFromItsTime() {
    TenantMetrics metrics = metrics(AMPLE);
    metrics.control("a", 180, 1, 0.01, 0.9, NONE, 0, 5_000_000);
    assertThat(operator.values())
        .containsEntry("bridge_tick_ms{tenant=a}", 180.0)
        .doesNotContainKeys("bridge_tick_jitter_ms{tenant=a}", "bridge_entropy_ratio{tenant=a}");
    metrics.control("a", 200, 2, 0.02, 0.8, 0.3, 0.125, 5_185_500);
    assertThat(operator.values())
        .containsEntry("bridge_tick_jitter_ms{tenant=a}", 5.5)
        .containsEntry("bridge_tick_ms{tenant=a}", 200.0)
        .containsEntry("bridge_state{tenant=a}", 2.0)
        .containsEntry("bridge_phase_diff_mean{tenant=a}", 0.02)
        .containsEntry("bridge_sync_quality{tenant=a}", 0.8)
        .containsEntry("bridge_entropy_ratio{tenant=a}", 0.3)
        .containsEntry("bridge_rollback_ratio_5m{tenant=a}", 0.125);
    metrics.control("a", 200, 2, 0.02, 0.8, 0.3, 0.125, 5_185_500 + 190_000);
    assertThat(operator.value("bridge_tick_jitter_ms{tenant=a}")).isEqualTo(10);
  }

  private static ControlFrame tick(BridgeState state, double multiple, boolean played) {
    return new ControlFrame(
        1,
        "a",
        state,
        200,
        5,
        multiple,
        0.01,
        new Gains(0.35, 0.08, 0.1),
        0.9,
        0.1,
        0.01,
        0,
        0,
        LoopMode.PHASE,
        false,
        played);
  }

  @Test
  void shareOfMutedTicksIsThatOfTheNewestThreeHundredThatStood() {
    TenantMetrics metrics = metrics(AMPLE);
    metrics.control(tick(BridgeState.E1_SYNCING, NONE, false));
    assertThat(operator.values())
        .doesNotContainKeys("bridge_multiple{tenant=a}", "bridge_muted_ratio{tenant=a}");
    for (int i = 0; i < 3; i++) {
      metrics.control(tick(BridgeState.E2_BRIDGED, 0.5, i < 2));
    }
    assertThat(operator.value("bridge_multiple{tenant=a}")).isEqualTo(0.5);
    assertThat(operator.value("bridge_muted_ratio{tenant=a}")).isEqualTo(1 / 3.0);
    for (int i = 0; i < 1000; i++) {
      metrics.control(tick(BridgeState.E3_GUARDED, 2, i < 850));
      metrics.control(tick(BridgeState.E4_ROLLBACK, 2, false));
    }
    assertThat(operator.value("bridge_muted_ratio{tenant=a}")).isEqualTo(0.5);
  }

  @Test
  void bridgeAtRestTellsItsStateOnly() {
    TenantMetrics metrics = metrics(AMPLE);
    metrics.control("a", 180, 2, 0.01, 0.9, 0.1, 0, 0);
    metrics.control("a", 180, 2, 0.01, 0.9, 0.1, 0, 180_000);
    metrics.resting("a", 4);
    assertThat(operator.values().keySet())
        .filteredOn(name -> name.startsWith("bridge_"))
        .containsExactly("bridge_state{tenant=a}");
    assertThat(operator.value("bridge_state{tenant=a}")).isEqualTo(4);
    metrics.control("a", 180, 1, 0.01, 0.9, 0.1, 0, 900_000_000);
    assertThat(operator.value("bridge_tick_jitter_ms{tenant=a}"))
        .as("the pause is no jitter")
        .isNaN();
  }

  @Test
  void referenceEngineIsUpWhileFramesAreMadeWithIt() {
    TenantMetrics metrics = metrics(AMPLE);
    metrics.frame(frame("a", 0.5));
    assertThat(operator.names()).doesNotContain("ure_up{tenant=a}");
    for (UreValue value : UreValue.values()) {
      metrics.reference("a", value, 0.5 + value.suffix().length());
      assertThat(operator.value(value.suffix() + "{tenant=a}"))
          .isEqualTo(0.5 + value.suffix().length());
    }
    assertThat(operator.value("ure_up{tenant=a}")).as("no frame since").isNaN();
    metrics.frame(frame("a", Mode.FUSED, 0.5, 3));
    assertThat(operator.value("ure_up{tenant=a}")).isEqualTo(1);
    metrics.frame(frame("a", 0.5));
    assertThat(operator.value("ure_up{tenant=a}")).isEqualTo(0);
    metrics.frame(frame("b", Mode.URE_ONLY, 0.5, 0));
    assertThat(operator.value("ure_up{tenant=b}")).as("restored, no value yet").isEqualTo(1);
  }

  @Test
  void channelThatIsNotExpectedHasNoFigure() {
    TenantMetrics metrics = metrics(AMPLE);
    metrics.channels("a", List.of(channel("a", "x", 1.25), channel("a", "y", 0.75)));
    assertThat(operator.values())
        .containsEntry("fusion_nis{tenant=a,source=belt,key=x}", 1.25)
        .containsEntry("fusion_nis{tenant=a,source=belt,key=y}", 0.75);
    metrics.channels("a", List.of(channel("a", "y", 1.5)));
    assertThat(operator.values())
        .containsEntry("fusion_nis{tenant=a,source=belt,key=y}", 1.5)
        .doesNotContainKey("fusion_nis{tenant=a,source=belt,key=x}");
    metrics.channels("a", List.of(channel("a", "x", 2)));
    assertThat(operator.value("fusion_nis{tenant=a,source=belt,key=x}")).isEqualTo(2);
  }

  @Test
  void watermarkLagIsToldOnceThereIsAWatermark() {
    TenantMetrics metrics = metrics(AMPLE);
    assertThat(operator.values()).doesNotContainKey("fusion_watermark_lag_ms{}");
    metrics.watermark(999_250);
    assertThat(operator.value("fusion_watermark_lag_ms{}")).isEqualTo(750);
    nowMillis += 250;
    assertThat(operator.value("fusion_watermark_lag_ms{}")).isEqualTo(1_000);
    metrics.watermark(Long.MAX_VALUE);
    assertThat(operator.values()).doesNotContainKey("fusion_watermark_lag_ms{}");
  }

  @Test
  void tenantsBeyondTheCapAreSummedAsOther() {
    TenantMetrics metrics = metrics(new SeriesBudget(List.of(FusionSeries.values()), 3, 10_000));
    for (String tenant : List.of("a", "b", "c", "d", "e")) {
      metrics.frame(frame(tenant, Mode.SENSORS_ONLY, 0.1 * (tenant.charAt(0) - 'a' + 1), 2));
      metrics.quote(tenant);
    }
    metrics.risk("d");
    metrics.risk("e");
    assertThat(operator.names())
        .filteredOn(name -> name.startsWith("fusion_coherence_level"))
        .containsExactly(
            "fusion_coherence_level{tenant=a}",
            "fusion_coherence_level{tenant=b}",
            "fusion_coherence_level{tenant=other}");
    assertThat(operator.value("fusion_coherence_level{tenant=other}"))
        .isCloseTo((0.3 + 0.4 + 0.5) / 3, within(1e-12));
    assertThat(operator.value("fusion_streams_fresh{tenant=other}")).isEqualTo(6);
    assertThat(operator.value("evidence_quote_count{tenant=other}")).isEqualTo(3);
    assertThat(operator.value("evidence_risk_count{tenant=other}")).isEqualTo(2);
    assertThat(operator.value("fusion_series_capped{}")).isEqualTo(3 * (14 + 4));
    assertThat(operator.values()).doesNotContainKey("fusion_gain_kp{tenant=other}");

    metrics.ended("e");
    metrics.frame(frame("d", 0.8));
    assertThat(operator.value("fusion_coherence_level{tenant=other}"))
        .isCloseTo((0.3 + 0.8) / 2, within(1e-12));
    assertThat(operator.value("evidence_risk_count{tenant=other}"))
        .as("a counter never falls")
        .isEqualTo(2);
    metrics.ended("c");
    metrics.ended("d");
    assertThat(operator.values())
        .containsEntry("fusion_series_capped{}", 0.0)
        .doesNotContainKey("fusion_coherence_level{tenant=other}");
  }

  @Test
  void endedTenantMakesRoomForTheNextNewOne() {
    TenantMetrics metrics = metrics(new SeriesBudget(List.of(FusionSeries.values()), 2, 10_000));
    metrics.frame(frame("a", 0.1));
    metrics.frame(frame("b", 0.2));
    metrics.ended("a");
    metrics.frame(frame("c", 0.3));
    assertThat(operator.values())
        .containsEntry("fusion_coherence_level{tenant=c}", 0.3)
        .containsEntry("fusion_coherence_level{tenant=other}", 0.2);
  }

  @Test
  void channelsBeyondTheCapAreTheMeanOfOther() {
    TenantMetrics metrics = metrics(new SeriesBudget(List.of(FusionSeries.values()), 2, 10_000));
    metrics.channels(
        "a", List.of(channel("a", "x", 1), channel("a", "y", 2), channel("a", "z", 4)));
    assertThat(operator.values())
        .containsEntry("fusion_nis{tenant=a,source=belt,key=x}", 1.0)
        .containsEntry("fusion_nis{tenant=other,source=other,key=other}", 3.0)
        .containsEntry("fusion_series_capped{}", 2.0);
    metrics.ended("a");
    assertThat(operator.values())
        .doesNotContainKey("fusion_nis{tenant=other,source=other,key=other}");
  }

  @Test
  void tenantNamedOtherIsCountedAmongTheOthers() {
    TenantMetrics metrics = metrics(new SeriesBudget(List.of(FusionSeries.values()), 2, 10_000));
    metrics.frame(frame("other", 0.2));
    metrics.frame(frame("a", 0.9));
    metrics.frame(frame("b", 0.6));
    assertThat(operator.values())
        .containsEntry("fusion_coherence_level{tenant=a}", 0.9)
        .containsEntry("fusion_coherence_level{tenant=other}", 0.4);
    metrics.ended("other");
    assertThat(operator.value("fusion_coherence_level{tenant=other}")).isEqualTo(0.6);
  }
}
