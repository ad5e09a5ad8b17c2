package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import lumen.event.Envelope;
import lumen.event.EnvelopeSerializer;
import lumen.event.SampleBlock;
import lumen.event.ValueTypeInfo;
import lumen.intake.ReplayOptions;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ReplaySourceTest {
  private static final int MORE_THAN_THERE_ARE = 1 << 20;
  private static final ValueTypeInfo<Envelope> ENVELOPES =
      new ValueTypeInfo<>(Envelope.class, EnvelopeSerializer.INSTANCE);

  @TempDir private Path folder;

  @Test
  void envelopesAndWatermarksArriveAndNothingIsBehind() throws Exception {
    List<RecordedParts> parts = List.of(parts("a", 30_000, 10), parts("b", 3_000, 100));

    Playback played = Playback.of(run(parts, Playback.OPTIONS, 0));

    assertThat(played.sampleCount()).isEqualTo(33_000);
    assertThat(played.rejectCodes()).containsExactly("not_json", "not_json");
    assertThat(played.accounts()).containsOnlyKeys("a/a", "b/b");
    assertThat(Gather.WATERMARKS.get()).isGreaterThan(3);
    assertThat(Gather.BEHIND.get()).isZero();
  }

  @Test
  void jobThatFailsInTheMiddleGivesExactlyTheSame() throws Exception {
    List<RecordedParts> parts = List.of(parts("a", 3_000, 10), parts("b", 300, 100));
    Playback undisturbed = Playback.of(run(parts, Playback.OPTIONS, 0));

    Playback failed = Playback.of(run(parts, Playback.options(2_000, 15, false), 3));

    assertThat(Gather.FAILURES.get()).isEqualTo(3);
    assertThat(failed.samples()).isEqualTo(undisturbed.samples());
    assertThat(failed.accounts()).isEqualTo(undisturbed.accounts());
    assertThat(failed.rejects()).containsExactlyInAnyOrderElementsOf(undisturbed.rejects());
    assertThat(Gather.BEHIND.get()).isZero();
  }

  @Test
  void moreThanOneReaderIsRefused() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
    env.fromSource(
            new ReplaySource(List.of(parts("a", 10, 10)), Playback.OPTIONS),
            WatermarkStrategy.noWatermarks(),
            "replay",
            ENVELOPES)
        .print();

    assertThatThrownBy(env::execute)
        .hasStackTraceContaining("a replay source must run at parallelism 1");
  }

  private static List<Envelope> run(List<RecordedParts> parts, ReplayOptions options, int failures)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("restart-strategy.type", "fixed-delay");
    configuration.setString("restart-strategy.fixed-delay.attempts", "10");
    configuration.setString("restart-strategy.fixed-delay.delay", "1 ms");
    configuration.setString("pipeline.generic-types", "false");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    env.enableCheckpointing(100);
    Gather.reset(failures);
    return env.fromSource(
            new ReplaySource(parts, options), WatermarkStrategy.noWatermarks(), "replay", ENVELOPES)
        .transform("gather", ENVELOPES, new Gather())
        .executeAndCollect(MORE_THAN_THERE_ARE);
  }

  private RecordedParts parts(String name, int events, int periodMillis) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < events; i++) {
      double ts = 1.6e9 + i * (periodMillis / 1e3);
      text.append(
          String.format(
              Locale.ROOT,
              "{\"ts\":%.3f,\"source\":\"%s\",\"key\":\"k\",\"value\":%d}\n",
              ts,
              name,
              i));
      text.append(i == events / 2 ? "garbage\n" : "");
    }
    byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
    Path file = Playback.write(folder, name + ".ndjson.gz", Playback.gzip(content));
    return new RecordedParts(name, List.of(file.toString()));
  }

  /** Holds what arrives in its state until the end, and fails after checkpoints as told. */
  private static final class Gather extends AbstractStreamOperator<Envelope>
      implements OneInputStreamOperator<Envelope, Envelope>, BoundedOneInput {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();
    private static final AtomicInteger FAILURES = new AtomicInteger();
    private static final AtomicInteger WATERMARKS = new AtomicInteger();
    private static final AtomicInteger BEHIND = new AtomicInteger();

    private final List<Envelope> gathered = new ArrayList<>();
    private transient ListState<Envelope> state;
    private transient long watermark;
    private transient int sinceStart;
    private transient boolean checkpointed;

    static void reset(int failures) {
      FAILURES_LEFT.set(failures);
      FAILURES.set(0);
      WATERMARKS.set(0);
      BEHIND.set(0);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      watermark = Long.MIN_VALUE;
      state =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("gathered", EnvelopeSerializer.INSTANCE));
      gathered.clear();
      state.get().forEach(gathered::add);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
      super.snapshotState(context);
      state.update(gathered);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
      super.notifyCheckpointComplete(checkpointId);
      checkpointed = sinceStart > 20;
    }

    @Override
    public void processElement(StreamRecord<Envelope> element) {
      sinceStart++;
      if (checkpointed && FAILURES_LEFT.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        FAILURES.incrementAndGet();
        throw new IllegalStateException("a failure as told");
      }
      gathered.add(element.getValue());
      if (element.getValue() instanceof SampleBlock block) {
        for (long micros : block.micros()) {
          if (Math.floorDiv(micros, 1_000) <= watermark) {
            BEHIND.incrementAndGet();
          }
        }
      }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
      super.processWatermark(mark);
      watermark = mark.getTimestamp();
      WATERMARKS.incrementAndGet();
    }

    @Override
    public void endInput() {
      gathered.forEach(envelope -> output.collect(new StreamRecord<>(envelope)));
    }
  }
}
