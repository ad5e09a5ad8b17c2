package lumen.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/** What waits for the task is done while a watermark lets many keys go on. */
class WriteBehindOperatorTest {
  private static final String[] KEYS = {"a", "b", "c", "d"};

  /** Tells its key at event time 10. */
  private static final class Telling extends KeyedProcessFunction<String, String, String>
      implements WriteBehind {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(String key, Context context, Collector<String> out) {
      context.timerService().registerEventTimeTimer(10);
    }

    @Override
    public void onTimer(long at, OnTimerContext context, Collector<String> out) {
      out.collect(context.getCurrentKey());
    }

    @Override
    public void writeUnder(KeyContext chooser) {
      // Nothing is held.
    }

    @Override
    public void writeHeld() {
      // Nothing is held.
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, String, String> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        WriteBehindOperator.of(new Telling(), new MarkSteps(5, 20)), key -> key, Types.STRING);
  }

  private static List<String> told(
      KeyedOneInputStreamOperatorTestHarness<String, String, String> harness) {
    return harness.getOutput().stream().map(WriteBehindOperatorTest::shown).toList();
  }

  private static String shown(Object element) {
    return element instanceof Watermark mark
        ? Long.toString(mark.getTimestamp())
        : String.valueOf(((StreamRecord<?>) element).getValue());
  }

  @Test
  void checkpointIsTakenBetweenTheKeysOfAWatermark() throws Exception {
    List<List<String>> before = new ArrayList<>();
    List<OperatorSubtaskState> taken = new ArrayList<>();
    List<String> first;
    try (var harness = harness()) {
      harness.open();
      harness.processWatermark(new Watermark(0));
      for (String key : KEYS) {
        harness.processElement(new StreamRecord<>(key));
      }
      harness
          .getTaskMailbox()
          .put(
              new Mail(
                  () -> {
                    before.add(told(harness));
                    taken.add(harness.snapshot(1, 1));
                  },
                  0,
                  "checkpoint"));
      harness.processWatermark(new Watermark(12));
      first = told(harness);
    }
    assertThat(before).hasSize(1);
    assertThat(before.get(0)).hasSize(2).startsWith("0");
    assertThat(first.subList(1, 1 + KEYS.length)).containsExactlyInAnyOrder(KEYS);
    assertThat(first.subList(1 + KEYS.length, first.size())).containsExactly("5", "10", "12");

    try (var harness = harness()) {
      harness.initializeState(taken.get(0));
      harness.open();
      harness.processWatermark(new Watermark(12));
      List<String> rest = told(harness);
      assertThat(rest.subList(0, rest.size() - 1))
          .as("the keys that had not gone on when the checkpoint was taken")
          .containsExactlyInAnyOrderElementsOf(first.subList(2, 1 + KEYS.length));
      assertThat(rest).endsWith("12");
    }
  }
}
