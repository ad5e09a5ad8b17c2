package lumen.fusion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import lumen.fusion.fuse.FuseFunction;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.tenant.ReferenceBlock;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.state.StateShape;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What the fuser tells of a bridge whose reference pauses. */
final class FuserMetricsTest {
  private static final long START_S = 1_767_225_600L;
  private static final int TICKS_PER_S = 5;
  private static final String JITTER = "bridge_tick_jitter_ms{tenant=a}";

  private static KeyedOneInputStreamOperatorTestHarness<String, TenantInput, Void> fuser(
      OperatorRun run) throws Exception {
    LumenSettings settings = LumenSettings.defaults();
    MockEnvironment environment =
        new MockEnvironmentBuilder().setTaskName("fuse").setMetricGroup(run.task()).build();
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(
            new FuseFunction(settings, new StateShape(settings.shaping()), false, false)),
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
