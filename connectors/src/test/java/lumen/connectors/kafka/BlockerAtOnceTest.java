package lumen.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import lumen.event.SampleBlock;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;

/** Records that go on at once, each by itself, while their watermark waits. */
class BlockerAtOnceTest {
  private static final KafkaInputOptions AT_ONCE =
      new KafkaInputOptions(
          "events",
          "localhost:9092",
          BlockerRun.TOPIC,
          null,
          KafkaInputOptions.Start.EARLIEST,
          Map.of(),
          50,
          1,
          0,
          EndingSource.NEVER);

  @Test
  void eachRecordGoesOnByItselfAndTheWatermarkWaits() throws Exception {
    BlockerRun run = new BlockerRun(AT_ONCE, BlockerRun.rules());
    run.assign(0);
    run.event(0, 0, 5, 1);
    assertThat(run.out).filteredOn(SampleBlock.class::isInstance).hasSize(1);
    run.event(0, 1, 11, 2);
    run.event(0, 2, 16, 3);
    assertThat(run.out).filteredOn(SampleBlock.class::isInstance).hasSize(3);
    assertThat(run.out).noneMatch(Watermark.class::isInstance);
    run.stall(50);
    assertThat(run.out)
        .filteredOn(SampleBlock.class::isInstance)
        .as("nothing is handed on twice")
        .hasSize(3);
    assertThat(run.watermark()).as(run.out.toString()).isEqualTo(13.999);
  }
}
