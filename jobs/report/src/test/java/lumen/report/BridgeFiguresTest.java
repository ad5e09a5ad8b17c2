package lumen.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lumen.rig.Truth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgeFiguresTest {
  private static final double START = 1_767_225_600;

  @TempDir private Path dir;

  private static String tick(double atS, String state, Double e) {
    return tick(atS, state, 200, e);
  }

  private static String tick(double atS, String state, double tickMs, Double e) {
    return String.format(
        Locale.ROOT,
        "{\"ts\":%.6f,\"tenant\":\"a\",\"state\":\"%s\",\"tick_ms\":%s,\"hz\":%s,\"e\":%s,\"kp\":0.35,"
            + "\"ki\":0.08,\"kd\":0.1,\"sync_quality\":null,\"entropy_ratio\":null}%n",
        START + atS,
        state,
        tickMs,
        1000 / tickMs,
        e);
  }

  private BridgeFigures read(String... ticks) throws IOException {
    return read(Optional.empty(), ticks);
  }

  private BridgeFigures read(Optional<Truth> truth, String... ticks) throws IOException {
    Files.writeString(dir.resolve("control.ndjson"), String.join("", ticks));
    return BridgeReader.read(dir, truth, RunLevels.NONE).get("a");
  }

  @Test
  void aStateLastsUntilTheNextTickAndToTheEndOfTheRun() throws IOException {
    BridgeFigures bridge =
        read(tick(0, "E1", null), tick(1, "E2", 0.01), tick(2, "E4", 0.01), tick(6, "E1", null));
    bridge.finish(START + 10, 100);
    assertThat(bridge.states().share(RunState.E1)).isCloseTo(0.5, within(1e-6));
    assertThat(bridge.states().share(RunState.E2)).isCloseTo(0.1, within(1e-6));
    assertThat(bridge.states().share(RunState.E4)).isCloseTo(0.4, within(1e-6));
    assertThat(bridge.states().share(RunState.E0)).isZero();
    assertThat(bridge.lastState()).isEqualTo(RunState.E1);
    assertThat(bridge.ticks()).isEqualTo(4);
  }

  @Test
  void mutedTicksAreTold() throws IOException {
    String heard = ",\"played\":true}";
    String muted = ",\"played\":false}";
    BridgeFigures bridge =
        read(
            tick(0, "E1", null).replace("}", muted),
            tick(1, "E2", 1000, 0.01).replace("}", heard),
            tick(2, "E2", 1000, 0.2).replace("}", muted),
            tick(3, "E3", 1000, 0.2).replace("}", muted),
            tick(4, "E2", 1000, 0.01).replace("}", heard),
            tick(5, "E2", 1000, 0.01));
    bridge.finish(START + 6, 4096);
    assertThat(bridge.muted().share()).isEqualTo(0.4);
    assertThat(bridge.muted().stretches())
        .containsExactly(new Truth.Interval(START + 2, START + 4));
  }

  @Test
  void curvesHaveAGapWhileTheLoopIsOpen() throws IOException {
    BridgeFigures bridge =
        read(
            tick(0, "E2", 0.01),
            tick(0.2, "E4", 220, null),
            tick(0.42, "E4", 220, null),
            tick(6, "E1", 0.03));
    bridge.finish(START + 7, 4096);
    MinMaxEnvelope curve = bridge.envelope(TickFigure.TICK_MS);
    assertThat(curve.largest()).as("what is told in E4 is not held").isEqualTo(200);
    assertThat(curve.hasValue(9)).isTrue();
    assertThat(curve.hasValue(10)).isFalse();
    assertThat(curve.hasValue(299)).isFalse();
    assertThat(curve.hasValue(300)).isTrue();
  }

  @Test
  void aTickThatComesEarlierThanToldEndsTheOneBefore() throws IOException {
    BridgeFigures bridge = read(tick(0, "E2", 1000, 0.01), tick(0.5, "E2", 1000, 0.03));
    bridge.finish(START, 4096);
    MinMaxEnvelope e = bridge.envelope(TickFigure.E);
    assertThat(e.max(24)).isEqualTo(0.01);
    assertThat(e.min(25)).isEqualTo(0.03);
    assertThat(e.size()).isEqualTo(75);
  }

  @Test
  void errorsAreMeasuredWhereThereAreAny() throws IOException {
    BridgeFigures bridge =
        read(
            tick(0, "E1", -0.4),
            tick(1, "E2", 0.01),
            tick(2, "E2", -0.03),
            tick(3, "E3", 0.2),
            tick(4, "E2", null));
    assertThat(bridge.meanError()).isCloseTo(0.16, within(1e-9));
    assertThat(bridge.lockedError95()).isCloseTo(0.03, within(1e-3));
    assertThat(read(tick(0, "E2", null)).meanError()).isNaN();
    assertThat(read(tick(0, "E1", 0.1)).lockedError95()).isNaN();
  }

  @Test
  void theRateOfLockedTicksIsHeldAgainstThePulse() throws IOException {
    Truth.Pulse pulse = new Truth.Pulse(START, START + 60, 5, 0, 60, List.of());
    Truth.Tenant tenant =
        new Truth.Tenant("a", List.of(), true, List.of(), pulse, 0, List.of(), List.of());
    Truth truth = new Truth(2, 1, START, START, 90, null, null, List.of(tenant));
    BridgeFigures bridge =
        read(
            Optional.of(truth),
            tick(0, "E2", 250, 0.01),
            tick(1, "E2", 200, 0.01),
            tick(2, "E1", 100, 0.3),
            tick(3, "E2", 100, null));
    assertThat(bridge.followedHz()).isCloseTo(4.5, within(1e-9));
    assertThat(bridge.followedTrueHz()).isCloseTo(5, within(1e-9));
    assertThat(read(tick(0, "E2", 0.01)).followedTrueHz()).isNaN();
  }

  @Test
  void aShortRollbackStaysVisible() throws IOException {
    StringBuilder ticks = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      ticks.append(tick(i * 0.2, i == 777 ? "E4" : "E2", 0.01));
    }
    BridgeFigures bridge = read(ticks.toString());
    bridge.finish(START + 400, 100);
    assertThat(bridge.states().stretches())
        .extracting(StateTrack.Stretch::state)
        .containsExactly(RunState.E2, RunState.E4, RunState.E2);
  }

  @Test
  void whatIsNotAControlFrameIsNamed() {
    assertThatThrownBy(() -> read(tick(1, "E2", 0.1), tick(1, "E2", 0.1)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "control frames of a tenant must ascend: tenant=a ts=1.767225601E9 file=");
    assertThatThrownBy(() -> read(tick(1, "E5", 0.1)))
        .hasMessage("state must be one of E0, E1, E2, E3, E4: E5");
    assertThatThrownBy(() -> read("{\"ts\":1,\"tenant\":\"a\",\"state\":\"E1\"}"))
        .hasMessageContaining("must have the number tick_ms")
        .hasMessageContaining("control.ndjson line=1");
  }
}
