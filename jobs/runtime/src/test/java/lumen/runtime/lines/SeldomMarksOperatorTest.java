package lumen.runtime.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Which watermarks reach those who wait for steps, and those who do not. */
class SeldomMarksOperatorTest {
  private static final long HORIZON_MICROS = 9_233_000;
  private static final long T0_MILLIS = 1_760_000_000_000L;

  private static List<Long> passed(SeldomMarksOperator<Long> marks, LongStream millis)
      throws Exception {
    List<Long> passed = new ArrayList<>();
    try (var harness = new OneInputStreamOperatorTestHarness<>(marks, LongSerializer.INSTANCE)) {
      harness.open();
      for (long at : millis.toArray()) {
        harness.processWatermark(new Watermark(at));
      }
      for (Object out : harness.getOutput()) {
        passed.add(((Watermark) out).getTimestamp());
      }
    }
    return passed;
  }

  private static LongStream beats(long everyMillis, int n) {
    return LongStream.range(0, n).map(i -> T0_MILLIS + i * everyMillis);
  }

  @Test
  void onlyTheLastReachesThoseWithoutUseOfEventTime() throws Exception {
    LongStream all = LongStream.concat(beats(20, 500), LongStream.of(Long.MAX_VALUE));
    assertThat(passed(SeldomMarksOperator.last(), all)).containsExactly(Long.MAX_VALUE);
  }

  @Test
  void firstWatermarkThatCompletesAStepPassesAtOnce() throws Exception {
    Steps steps = new EvenSteps(200_000);
    List<Long> passed =
        passed(SeldomMarksOperator.perStep(steps, HORIZON_MICROS), beats(20, 5_000));
    long lines = 0;
    for (long step = steps.floorStep(T0_MILLIS * 1_000 - HORIZON_MICROS) + 1; lines < 490; step++) {
      long complete = steps.floorMicros(step) + HORIZON_MICROS;
      long first =
          beats(20, 5_000).filter(at -> complete < (at + 1) * 1_000).findFirst().orElseThrow();
      assertThat(passed).as("step %d", step).contains(first);
      lines++;
    }
    assertThat(passed).as("of 5,000 beats in 100 s").hasSizeBetween(490, 1_002);
  }

  @Test
  void linesBetweenSeldomStepsWaitNoLongerThanAFifthOfASecond() throws Exception {
    List<Long> passed =
        passed(
            SeldomMarksOperator.perStep(new EvenSteps(20_000_000), HORIZON_MICROS),
            beats(20, 5_000));
    for (int i = 1; i < passed.size(); i++) {
      assertThat(passed.get(i) - passed.get(i - 1)).isBetween(20L, 200L);
    }
    assertThat(passed).hasSizeBetween(495, 510);
  }

  @Test
  void fasterStepsThanBeatsLoseNoWatermark() throws Exception {
    assertThat(
            passed(
                SeldomMarksOperator.perStep(new EvenSteps(5_000), HORIZON_MICROS), beats(20, 100)))
        .hasSize(100);
  }

  @Test
  void elementsPassAsTheyAre() throws Exception {
    try (var harness =
        new OneInputStreamOperatorTestHarness<>(
            SeldomMarksOperator.<Long>last(), LongSerializer.INSTANCE)) {
      harness.open();
      harness.processElement(new StreamRecord<>(7L, 5));
      assertThat(harness.getOutput()).containsExactly(new StreamRecord<>(7L, 5));
    }
  }
}
