package lumen.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutotuneCommandTest {
  @TempDir private Path folder;
  private Path config;
  private final StringBuilder control = new StringBuilder();

  @BeforeEach
  void prepare() throws IOException {
    config = Files.createDirectory(folder.resolve("configs"));
  }

  /** Ticks of a tenant. */
  private void ticks(
      int n, String tenant, String state, double tickMs, double entropy, IntToDoubleFunction e) {
    for (int i = 0; i < n; i++) {
      control.append(
          String.format(
              Locale.ROOT,
              "{\"ts\":%d.%06d,\"tenant\":\"%s\",\"state\":\"%s\",\"tick_ms\":%s,\"hz\":%s,"
                  + "\"e\":%s,\"kp\":0.33,\"ki\":0.08,\"kd\":0.1,\"sync_quality\":0.9,"
                  + "\"entropy_ratio\":%s}%n",
              1_767_225_600 + i / 5,
              i % 5 * 200_000,
              tenant,
              state,
              tickMs,
              1000 / tickMs,
              Double.isNaN(e.applyAsDouble(i)) ? "null" : e.applyAsDouble(i),
              entropy));
    }
  }

  private CommandRun tune(String... options) throws IOException {
    Files.writeString(folder.resolve("control.ndjson"), control);
    List<String> all = new ArrayList<>(List.of("autotune", folder.toString()));
    all.addAll(List.of("--config", config.toString()));
    all.addAll(List.of(options));
    return TuneRun.of(all.toArray(String[]::new));
  }

  private JsonNode json() throws IOException {
    CommandRun run = tune("--json");
    assertThat(run.err()).isEmpty();
    return Json.mapper().readTree(run.out());
  }

  /** White errors within the budget: nothing can be won. */
  @Test
  void loopWithinItsBudgetIsLeftAlone() throws IOException {
    Random random = new Random(2);
    ticks(400, "a", "E2", 201, 0.1, i -> 0.01 * random.nextGaussian());
    CommandRun run = tune();
    assertThat(run.out()).contains("nothing to change").contains("phase.drift_budget");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    JsonNode json = json();
    assertThat(json.get("proposals")).isEmpty();
    assertThat(json.at("/figures/e_rho").doubleValue()).as("seed 2").isCloseTo(0, within(0.15));
  }

  @Test
  void slowErrorsRaiseKpWhereTheyAre() throws IOException {
    ticks(200, "a", "E2", 200, 0.21, i -> 0.04 + 1e-5 * i);
    ticks(200, "a", "E2", 200, 0.02, i -> 0.005 * StrictMath.sin(i));
    JsonNode proposals = json().get("proposals");
    assertThat(proposals).hasSize(1);
    JsonNode one = proposals.get(0);
    assertThat(one.get("file").textValue()).isEqualTo("risk_autotune.yaml");
    assertThat(one.get("key").textValue()).isEqualTo("kp_curve");
    assertThat(one.get("from").toString()).isEqualTo("[[0,0.35],[0.1,0.33],[0.2,0.28],[0.3,0.22]]");
    assertThat(one.get("to").toString()).isEqualTo("[[0,0.35],[0.1,0.33],[0.2,0.308],[0.3,0.22]]");
    assertThat(one.get("why").textValue())
        .startsWith(
            "entropy ratio near 0.2: mean |e| 0.04099, p95 0.04189 of a budget of 0.02, rho");
    assertThat(one.get("expect").textValue()).startsWith("slow errors get smaller");
  }

  @Test
  void overshootLowersKpAndRaisesKd() throws IOException {
    ticks(200, "a", "E2", 200, 0.1, i -> (i % 2 == 0 ? 0.04 : -0.04) + 1e-5 * i);
    JsonNode proposals = json().get("proposals");
    assertThat(proposals).hasSize(2);
    assertThat(proposals.at("/0/to").toString())
        .isEqualTo("[[0,0.35],[0.1,0.297],[0.2,0.28],[0.3,0.22]]");
    assertThat(proposals.at("/1/key").textValue()).isEqualTo("kd_curve");
    assertThat(proposals.at("/1/to").toString())
        .isEqualTo("[[0,0.1],[0.1,0.132],[0.2,0.14],[0.3,0.18]]");
  }

  /** At entropy 0.1 kp may rise no higher than at 0, since the curve falls. */
  @Test
  void fallingCurveKeepsFalling() throws IOException {
    Files.writeString(
        config.resolve("risk_autotune.yaml"), "kp_curve: [[0, 0.35], [0.1, 0.34], [0.2, 0.3]]\n");
    ticks(200, "a", "E2", 200, 0.1, i -> 0.04 + 1e-5 * i);
    assertThat(json().at("/proposals/0/to").toString())
        .isEqualTo("[[0,0.35],[0.1,0.35],[0.2,0.3]]");
  }

  /** A reference slower than the tick repeats its error: that is no slow error. */
  @Test
  void errorThatIsRepeatedIsOneMeasurement() throws IOException {
    ticks(1000, "a", "E2", 200, 0.1, i -> (i / 5 % 2 == 0 ? 0.04 : -0.04));
    JsonNode json = json();
    assertThat(json.at("/figures/e_rho").doubleValue()).isLessThan(-0.9);
    assertThat(json.at("/proposals/0/to/1/1").doubleValue()).isEqualTo(0.297);
  }

  @Test
  void tickIsProposedWhereTheLoopSettles() throws IOException {
    Random random = new Random(4);
    ticks(100, "a", "E1", 399, 0.1, i -> 0.3);
    ticks(300, "a", "E2", 187.5, 0.1, i -> 0.01 * random.nextGaussian());
    JsonNode json = json();
    assertThat(json.at("/figures/locked").intValue()).isEqualTo(300);
    assertThat(json.at("/proposals/0/key").textValue()).isEqualTo("loop.tick_ms");
    assertThat(json.at("/proposals/0/to").doubleValue()).isEqualTo(188);
    assertThat(json.at("/proposals/1/key").textValue()).isEqualTo("phase.gain.base_hz");
    assertThat(json.at("/proposals/1/to").doubleValue()).isEqualTo(5.333);
  }

  @Test
  void tenantsOfDifferentRhythmGetNoCommonTick() throws IOException {
    ticks(100, "a", "E2", 180, 0.1, i -> Double.NaN);
    ticks(100, "b", "E2", 220, 0.1, i -> Double.NaN);
    JsonNode json = json();
    assertThat(json.get("proposals")).isEmpty();
    assertThat(json.at("/notes/0").textValue())
        .isEqualTo("tenants settle at ticks from 180 to 220 ms: one tick_ms cannot suit all");
    assertThat(json.at("/figures/e_mean").isNull()).isTrue();
  }

  @Test
  void ticksAtALimitAreTold() throws IOException {
    ticks(100, "a", "E2", 120, 0.1, i -> Double.NaN);
    assertThat(json().at("/notes/0").textValue())
        .isEqualTo(
            "100 % of the ticks are at loop.min_tick_ms: the reference asks for more than the limit"
                + " gives");
  }

  @Test
  void benchKnowsMeansOnly() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      lines.append(
          "{\"ts\":%d.0,\"tenant\":\"a\",\"bridge_state\":2,\"bridge_tick_ms\":200,\"bridge_phase_diff_mean\":0.03,\"bridge_entropy_ratio\":0.2}%n"
              .formatted(100 + i));
    }
    Path bench = Files.writeString(folder.resolve("bench.ndjson"), lines);
    CommandRun run =
        TuneRun.of("autotune", bench.toString(), "--config", config.toString(), "--json");
    JsonNode json = Json.mapper().readTree(run.out());
    assertThat(json.at("/figures/e_rho").isNull()).isTrue();
    assertThat(json.at("/proposals/0/to/2/1").doubleValue()).isEqualTo(0.308);
  }

  @Test
  void patchCanBeAppliedAndIsThenNoLongerProposed() throws IOException {
    ticks(200, "a", "E2", 210, 0.1, i -> (i % 2 == 0 ? 0.04 : -0.04) + 1e-5 * i);
    Path patch = folder.resolve("patch.json");
    assertThat(tune("--out", patch.toString()).out()).contains("written  " + patch);
    CommandRun applied =
        TuneRun.of("autopatch", patch.toString(), "--config", config.toString(), "--yes");
    assertThat(applied.err()).isEmpty();
    assertThat(config.resolve("bridge.yaml"))
        .hasContent("loop:\n  tick_ms: 210\nphase:\n  gain:\n    base_hz: 4.762\n");
    assertThat(config.resolve("risk_autotune.yaml"))
        .content()
        .startsWith("kp_curve: [[0, 0.35], [0.1, 0.297],");
  }

  @Test
  void runWithoutALockedTickIsNoData() throws IOException {
    assertThat(tune().err())
        .isEqualToIgnoringNewLines(
            "lumenctl: no data: no tick of the bridge in " + folder.resolve("control.ndjson"));
    ticks(50, "a", "E1", 200, 0.1, i -> 0.3);
    CommandRun pulling = tune();
    assertThat(pulling.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(pulling.err()).contains("no data: the bridge was never locked (E2, E3) in ");
    Files.delete(folder.resolve("control.ndjson"));
    assertThat(TuneRun.of("autotune", folder.toString(), "--config", config.toString()).err())
        .contains("no data: a run with a bridge leaves ")
        .hasLineCount(1);
  }
}
