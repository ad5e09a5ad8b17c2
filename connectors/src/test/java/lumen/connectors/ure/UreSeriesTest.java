package lumen.connectors.ure;

import static lumen.intake.LiveMessage.UNSTAMPED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lumen.event.RejectReason;
import lumen.intake.LiveMessage;
import lumen.intake.LiveMessage.Filtered;
import lumen.intake.LiveMessage.Refused;
import lumen.intake.LiveMessage.Scalar;
import org.junit.jupiter.api.Test;

class UreSeriesTest {
  private static final long NOW = 1_700_000_000_000_000L;
  private static final long NOW_MS = NOW / 1000;

  private final UreSeries series = new UreSeries(30_000_000);

  private List<LiveMessage> take(long arrival, String... lines) {
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    List<LiveMessage> messages = new ArrayList<>();
    series.take(PrometheusText.read(bytes, false).samples(), arrival, messages::add);
    return messages;
  }

  @Test
  void theFiveMetricsAreTakenAtTheirArrivalAndNoOther() {
    assertThat(
            take(
                NOW,
                "go_goroutines 8",
                "ure_phase_diff_mean 0.01",
                "app_ure_harmony_index 0.9",
                "ure_coherence_level{engine=\"b\"} 0.8",
                "ure_residual_entropy_last 0.1",
                "ure_hz 5",
                "ure_hz_count 7",
                "ure_tick_total 3"))
        .containsExactly(
            new Scalar("ure_phase_diff_mean", 0.01, UNSTAMPED, NOW),
            new Scalar("app_ure_harmony_index", 0.9, UNSTAMPED, NOW),
            new Scalar("engine=b/ure_coherence_level", 0.8, UNSTAMPED, NOW),
            new Scalar("ure_residual_entropy_last", 0.1, UNSTAMPED, NOW),
            new Scalar("ure_hz", 5, UNSTAMPED, NOW));
    assertThat(take(NOW + 1, "ure_hz 5"))
        .containsExactly(new Scalar("ure_hz", 5, UNSTAMPED, NOW + 1));
  }

  @Test
  void notANumberIsNoValueAndInfinityIsLeftToTheIntake() {
    assertThat(take(NOW, "ure_hz NaN", "ure_harmony_index NaN", "ure_coherence_level +Inf"))
        .containsExactly(
            new Scalar("ure_coherence_level", Double.POSITIVE_INFINITY, UNSTAMPED, NOW),
            new Filtered(2, NOW));
  }

  @Test
  void aStampedValueIsTakenOnceAndNeverAnOlderOne() {
    assertThat(take(NOW, "ure_hz 5 " + (NOW_MS - 20)))
        .containsExactly(new Scalar("ure_hz", 5, NOW - 20_000, NOW));
    assertThat(take(NOW + 2_000_000, "ure_hz 6 " + (NOW_MS - 20)))
        .containsExactly(new Filtered(1, NOW + 2_000_000));
    assertThat(take(NOW + 4_000_000, "ure_hz 7 " + (NOW_MS - 21)))
        .containsExactly(new Filtered(1, NOW + 4_000_000));
    assertThat(take(NOW + 6_000_000, "ure_hz 8 " + (NOW_MS + 3_000)))
        .containsExactly(new Scalar("ure_hz", 8, UNSTAMPED, NOW + 6_000_000));
    assertThat(take(NOW + 6_000_000, "ure_hz{a=\"b\"} 8 " + (NOW_MS - 20)))
        .containsExactly(new Scalar("a=b/ure_hz", 8, UNSTAMPED, NOW + 6_000_000));
  }

  @Test
  void nearItsArrivalAValueHoldsFromItsOwnTimeOn() {
    assertThat(take(NOW, "ure_hz 5 " + (NOW_MS - 50)))
        .containsExactly(new Scalar("ure_hz", 5, NOW - 50_000, NOW));
    assertThat(take(NOW, "ure_hz 5 " + (NOW_MS + 50)))
        .containsExactly(new Scalar("ure_hz", 5, NOW + 50_000, NOW));
    assertThat(take(NOW, "ure_hz 5 " + (NOW_MS + 51)))
        .containsExactly(new Scalar("ure_hz", 5, UNSTAMPED, NOW));
    assertThat(take(NOW, "ure_coherence_level 5 " + (NOW_MS - 51)))
        .containsExactly(new Scalar("ure_coherence_level", 5, UNSTAMPED, NOW));
  }

  @Test
  void tooOldOrTooFarAheadIsRefusedOncePerTimeStamp() {
    List<LiveMessage> refused = take(NOW, "ure_hz 5 " + (NOW_MS - 30_001));
    assertThat(refused)
        .containsExactly(
            new Refused(
                RejectReason.STALE,
                "time stamp must be within 30.0 s of the arrival: ure_hz is 30.0 s old",
                "ure_hz 5.0 " + (NOW_MS - 30_001),
                NOW));
    assertThat(take(NOW + 1, "ure_hz 5 " + (NOW_MS - 30_001)))
        .containsExactly(new Filtered(1, NOW + 1));
    assertThat(take(NOW, "ure_hz 5 " + (NOW_MS + 60_000)))
        .singleElement()
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.reason()).isEqualTo(RejectReason.AHEAD_OF_STREAM));
    assertThat(take(NOW, "ure_hz 5 " + NOW_MS)).containsExactly(new Scalar("ure_hz", 5, NOW, NOW));
    assertThat(take(NOW, "ure_coherence_level 5 " + NOW_MS / 1000))
        .singleElement()
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.detail()).endsWith("(milliseconds are expected)"));
  }

  @Test
  void aTickIsToldByItsAgeWhenItsTimeHasChanged() {
    String tick = "ure_tick_timestamp_seconds 1699999999.8";
    assertThat(take(NOW, "ure_tick_total 41", tick))
        .containsExactly(new Scalar("/ure/tick_age", 0.2, UNSTAMPED, NOW));
    assertThat(take(NOW + 1, "ure_tick_total 41", tick)).containsExactly(new Filtered(1, NOW + 1));
    assertThat(take(NOW + 2, "ure_tick_timestamp_seconds 1.7e9"))
        .containsExactly(new Scalar("/ure/tick_age", 0.000_002, UNSTAMPED, NOW + 2));
    assertThat(take(NOW + 3, "ure_tick_timestamp_seconds 1699999999.9"))
        .as("an older one tells nothing new")
        .containsExactly(new Filtered(1, NOW + 3));
    assertThat(take(NOW + 200_000, "ure_tick_timestamp_seconds 1700000000.2"))
        .containsExactly(new Scalar("/ure/tick_age", 0, UNSTAMPED, NOW + 200_000));
  }

  @Test
  void ofSeveralTicksTheNewestIsTaken() {
    assertThat(
            take(
                NOW,
                "ure_tick_timestamp_seconds{e=\"a\"} 1699999999.8",
                "ure_tick_timestamp_seconds{e=\"b\"} 1699999999.9",
                "ure_tick_timestamp_seconds{e=\"c\"} NaN"))
        .containsExactly(new Scalar("/ure/tick_age", 0.1, UNSTAMPED, NOW), new Filtered(2, NOW));
  }

  @Test
  void aTickThatNeverWasOrWasLongAgoIsNone() {
    assertThat(take(NOW, "ure_tick_timestamp_seconds 0")).containsExactly(new Filtered(1, NOW));
    assertThat(take(NOW, "ure_tick_timestamp_seconds NaN")).containsExactly(new Filtered(1, NOW));
    assertThat(take(NOW, "ure_tick_timestamp_seconds +Inf"))
        .containsExactly(new Scalar("/ure/tick_age", Double.POSITIVE_INFINITY, UNSTAMPED, NOW));
    assertThat(take(NOW, "ure_tick_timestamp_seconds 1699999000"))
        .containsExactly(
            new Refused(
                RejectReason.STALE,
                "tick must be 0.0 to 30.0 s before its arrival: ure_tick_timestamp_seconds is 1000.0 s old",
                "ure_tick_timestamp_seconds 1.699999E9 1699999000000",
                NOW));
    assertThat(take(NOW + 1, "ure_tick_timestamp_seconds 1699999000"))
        .containsExactly(new Filtered(1, NOW + 1));
  }

  @Test
  void aTickIsAtMostThirtySecondsOldHoweverLongAValueHolds() {
    UreSeries patient = new UreSeries(86_400_000_000L);
    byte[] tick = "ure_tick_timestamp_seconds 1700000000\n".getBytes(StandardCharsets.UTF_8);
    List<LiveMessage> messages = new ArrayList<>();
    patient.take(PrometheusText.read(tick, false).samples(), NOW + 30_000_001, messages::add);
    assertThat(messages).singleElement().isInstanceOf(Refused.class);
  }

  @Test
  void aTickAheadOfItsArrivalIsRefusedAndTheNextIsTaken() {
    assertThat(take(NOW, "ure_tick_timestamp_seconds 1700000000.01"))
        .singleElement()
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.reason()).isEqualTo(RejectReason.AHEAD_OF_STREAM));
    assertThat(take(NOW + 300_000, "ure_tick_timestamp_seconds 1700000000.2"))
        .containsExactly(new Scalar("/ure/tick_age", 0.1, UNSTAMPED, NOW + 300_000));
  }

  @Test
  void aSeriesNameThatIsTooLongIsRefused() {
    assertThat(take(NOW, "ure_hz{a=\"" + "x".repeat(504) + "\"} 1"))
        .singleElement()
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.reason()).isEqualTo(RejectReason.BAD_KEY));
    assertThat(take(NOW, "ure_hz{a=\"" + "x".repeat(503) + "\"} 1"))
        .singleElement()
        .isInstanceOf(Scalar.class);
  }
}
