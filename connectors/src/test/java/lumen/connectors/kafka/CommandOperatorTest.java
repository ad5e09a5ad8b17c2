package lumen.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lumen.event.Command;
import lumen.event.Envelope;
import lumen.event.EnvelopeSerializer;
import lumen.event.Position;
import lumen.event.Reject;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands of a topic, and how long event time waits for them. */
class CommandOperatorTest {
  private static final String TOPIC = "lumen.commands";
  private OneInputStreamOperatorTestHarness<KafkaRecord, Envelope> harness;
  private long now;

  @BeforeEach
  void open() throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new CommandOperator("told"), KafkaRecordSerializer.INSTANCE);
    harness.setup(EnvelopeSerializer.INSTANCE);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void take(KafkaRecord record) throws Exception {
    harness.processElement(new StreamRecord<>(record));
  }

  private void take(long offset, String value) throws Exception {
    take(new KafkaRecord(TOPIC, 0, offset, value.getBytes(StandardCharsets.UTF_8)));
  }

  private void pass(int ticks) throws Exception {
    for (int i = 0; i < ticks; i++) {
      now += CommandOperator.TICK_MILLIS;
      harness.setProcessingTime(now);
    }
  }

  private List<Object> out() {
    List<Object> out = new ArrayList<>();
    harness
        .getOutput()
        .forEach(e -> out.add(e instanceof StreamRecord<?> record ? record.getValue() : e));
    return out;
  }

  @Test
  void recordsAreCommandsWithTheirOffsetsAndTheRestIsRejected() throws Exception {
    take(KafkaRecord.assigned(TOPIC, 0));
    take(7, "{\"id\":\"a\",\"author\":\"ann\",\"effective_ts\":5}");
    take(new KafkaRecord(TOPIC, 0, 8, null));
    take(9, "[]");
    take(10, " ".repeat((1 << 20) + 1));
    List<Object> out = out();
    assertThat(out.get(0))
        .isEqualTo(
            new Command(
                "told",
                "default",
                "a",
                "ann",
                5_000_000,
                "{\"id\":\"a\",\"author\":\"ann\",\"effective_ts\":5}",
                new Position("lumen.commands-0", 7, 8)));
    assertThat(out.subList(1, 4))
        .extracting(reject -> ((Reject) reject).detail())
        .containsExactly(
            "record must have a value: it is a tombstone",
            "command must be one JSON object, is array",
            "command must be at most 1048576 bytes");
    assertThat(out.subList(1, 4))
        .allMatch(reject -> ((Reject) reject).reason().code().equals("bad_command"));
  }

  @Test
  void eventTimeWaitsUntilTheTopicHasBeenReadAndThenForNothing() throws Exception {
    pass(CommandOperator.SILENT_TICKS);
    assertThat(out()).as("no partition is known yet").isEmpty();
    take(KafkaRecord.assigned(TOPIC, 0));
    pass(CommandOperator.SILENT_TICKS - 1);
    take(1, "{}");
    pass(CommandOperator.SILENT_TICKS - 1);
    assertThat(out()).hasSize(1);
    pass(1);
    assertThat(out()).hasSize(2).last().isEqualTo(WatermarkStatus.IDLE);
    take(2, "{}");
    pass(200);
    assertThat(out()).hasSize(3).last().isInstanceOf(Command.class);
  }

  @Test
  void topicThatIsNeverSilentHoldsEventTimeForTenSeconds() throws Exception {
    take(KafkaRecord.assigned(TOPIC, 0));
    for (int i = 0; i < CommandOperator.MAX_TICKS - 1; i++) {
      take(i, "{}");
      pass(1);
    }
    assertThat(out()).doesNotContain(WatermarkStatus.IDLE);
    pass(1);
    assertThat(out()).last().isEqualTo(WatermarkStatus.IDLE);
  }

  @Test
  void onlyTheEndOfInputPasses() throws Exception {
    harness.processWatermark(new Watermark(5));
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    assertThat(out()).isEmpty();
    harness.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(out()).containsExactly(Watermark.MAX_WATERMARK);
  }
}
