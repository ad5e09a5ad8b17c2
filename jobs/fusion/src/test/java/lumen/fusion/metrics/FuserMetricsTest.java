package lumen.fusion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.fusion.fuse.FuseFunction;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.fusion.sink.Outputs;
import lumen.fusion.tenant.ReferenceBlock;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.state.StateShape;
import lumen.runtime.state.WriteBehindOperator;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the fuser tells of a bridge whose reference pauses. */
final class FuserMetricsTest {
  private static final long START_S = 1_767_225_600L;
  private static final int TICKS_PER_S = 5;
  private static final String JITTER = "bridge_tick_jitter_ms{tenant=a}";

  private static KeyedOneInputStreamOperatorTestHarness<String, TenantInput, Void> fuser(
      OperatorRun run) throws Exception {
    return fuser(run, LumenSettings.defaults());
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, TenantInput, Void> fuser(
      OperatorRun run, LumenSettings settings) throws Exception {
    MockEnvironment environment =
        new MockEnvironmentBuilder().setTaskName("fuse").setMetricGroup(run.task()).build();
    return new KeyedOneInputStreamOperatorTestHarness<>(
        WriteBehindOperator.of(
            new FuseFunction(
                settings, new StateShape(settings.shaping()), false, false, settings.now(false))),
        TenantInput::tenant,
        Types.STRING,
        environment);
  }

  /** Ticks of the reference in each second from one to another, which becomes known. */
  private static void tick(
      KeyedOneInputStreamOperatorTestHarness<String, TenantInput, Void> fuser, long fromS, long toS)
      throws Exception {
    int n = (int) (toS - fromS) * TICKS_PER_S;
    long[] micros = new long[n];
    for (int i = 0; i < n; i++) {
      micros[i] = (START_S + fromS) * 1_000_000 + i * 1_000_000L / TICKS_PER_S;
    }
    fuser.processElement(
        new StreamRecord<>(new ReferenceBlock("a", "ure", "/ure/tick", micros, new double[n])));
    know(fuser, toS * 1_000);
  }

  private static void know(
      KeyedOneInputStreamOperatorTestHarness<String, TenantInput, Void> fuser, long millis)
      throws Exception {
    fuser.processWatermark(new Watermark(START_S * 1_000 + millis - 1));
  }

  @Test
  void pauseOfTheBridgeIsNoJitter() throws Exception {
    try (OperatorRun run = new OperatorRun();
        KeyedOneInputStreamOperatorTestHarness<String, TenantInput, Void> fuser = fuser(run)) {
      fuser.open();
      tick(fuser, 0, 30);
      assertThat(run.values()).containsKeys(JITTER, "bridge_tick_ms{tenant=a}");
      know(fuser, 100_000);
      assertThat(run.values()).as("it ticks on without a reference").containsKeys(JITTER);

      know(fuser, 300_000);
      assertThat(run.values().keySet())
          .filteredOn(name -> name.startsWith("bridge_"))
          .as("it rests: of what is over nothing is told")
          .containsExactly("bridge_state{tenant=a}");
      assertThat(run.value("bridge_state{tenant=a}")).isZero();

      tick(fuser, 310, 311);
      assertThat(run.values()).containsKeys(JITTER);
    }
  }

  /**
   * Each step has a level of the reference of its own; what is told of it step by step, as the
   * number of the step in the test.
   */
  private static List<Long> shown(Path folder, String tickMs) throws Exception {
    Files.writeString(folder.resolve("fusion.yaml"), "fusion: {tick_ms: " + tickMs + "}");
    LumenSettings settings = SettingsLoader.load(folder);
    long horizonMillis = settings.fusionSettings().horizonMicros() / 1_000;
    List<Long> shown = new ArrayList<>();
    try (OperatorRun run = new OperatorRun();
        KeyedOneInputStreamOperatorTestHarness<String, TenantInput, Void> fuser =
            fuser(run, settings)) {
      fuser.open();
      for (int i = 0; i < 8; i++) {
        long[] at = {START_S * 1_000_000 + i * 200_000L};
        fuser.processElement(
            new StreamRecord<>(
                new ReferenceBlock(
                    "a", "ure", "ure_coherence_level", at, new double[] {i / 16.0})));
        know(fuser, i * 200L + horizonMillis + 1);
        double level = run.values().getOrDefault("fusion_coherence_level{tenant=a}", Double.NaN);
        shown.add(Double.isNaN(level) ? null : Math.round(level * 16));
      }
      assertThat(fuser.getSideOutput(Outputs.FRAMES.tag()))
          .as("what is kept has every frame")
          .hasSize(8);
    }
    return shown;
  }

  @Test
  void metricsGetTheFramesOfEverySoManySteps(@TempDir Path folder) throws Exception {
    assertThat(START_S * TICKS_PER_S % 2).as("the first step is even").isZero();
    assertThat(shown(folder, "0")).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(shown(folder, "200")).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(shown(folder, "201")).containsExactly(0L, 0L, 2L, 2L, 4L, 4L, 6L, 6L);
    assertThat(shown(folder, "300")).containsExactly(0L, 0L, 2L, 2L, 4L, 4L, 6L, 6L);
  }

  @Test
  void firstTickBehindAPauseHasNoInterval() throws Exception {
    try (OperatorRun run = new OperatorRun();
        KeyedOneInputStreamOperatorTestHarness<String, TenantInput, Void> fuser = fuser(run)) {
      fuser.open();
      tick(fuser, 0, 30);
      know(fuser, 300_000);
      long[] once = {(START_S + 310) * 1_000_000};
      fuser.processElement(
          new StreamRecord<>(new ReferenceBlock("a", "ure", "/ure/tick", once, new double[1])));
      know(fuser, 310_001);
      assertThat(run.values())
          .containsKeys("bridge_tick_ms{tenant=a}")
          .containsEntry("bridge_state{tenant=a}", 1.0)
          .doesNotContainKey(JITTER);
      know(fuser, 310_201);
      assertThat(run.values()).containsKeys(JITTER);
    }
  }
}
