package lumen.fusion.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lumen.event.SampleBlock;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.state.MarkSteps;
import lumen.runtime.state.StateShape;
import lumen.runtime.state.WriteBehindOperator;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Tenants are to be able to take a checkpoint between what one large chunk makes them do. */
class SteppedMarksTest {
  private static final int SAMPLES = 1_500;

  @Test
  void whatAWatermarkGivesLeavesBeforeTheStepsToIt() throws Exception {
    LumenSettings settings = LumenSettings.defaults();
    AlignFunction aligner =
        new AlignFunction(settings, new StateShape(settings.shaping()), false, settings.now(false));
    try (KeyedOneInputStreamOperatorTestHarness<String, SampleBlock, TenantInput> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            WriteBehindOperator.of(aligner, new MarkSteps(50_000, 120_000)),
            SampleBlock::channelKey,
            Types.STRING)) {
      harness.setup(TenantInputSerializer.INSTANCE);
      harness.open();
      harness.processWatermark(new Watermark(1_000));
      harness.processElement(new StreamRecord<>(block()));
      harness.processWatermark(new Watermark(170_000));
      harness.processWatermark(Watermark.MAX_WATERMARK);

      List<String> given = harness.getOutput().stream().map(SteppedMarksTest::shown).toList();
      assertThat(given)
          .containsExactly(
              "1000",
              "block",
              "50000",
              "100000",
              "170000",
              "200000",
              "250000",
              Long.toString(Long.MAX_VALUE));
    }
  }

  private static SampleBlock block() {
    long[] micros = new long[SAMPLES];
    double[] values = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      micros[i] = 2_000_000 + 100_000L * i;
      values[i] = Math.sin(0.6 * i);
    }
    return new SampleBlock("walk", "t", "imu", "x", micros, values);
  }

  private static String shown(Object element) {
    return element instanceof Watermark mark ? Long.toString(mark.getTimestamp()) : "block";
  }
}
