package lumen.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sink in a job that fails in its middle and begins again at a checkpoint. */
@Timeout(120)
class PostgresSinkTest {
  private static final int ROWS = 5_000;
  private static final long PACE_NANOS = 1_000_000;
  private static final AtomicBoolean CHECKPOINTED = new AtomicBoolean();
  private static final AtomicBoolean FAILED = new AtomicBoolean();

  @TempDir private Path folder;

  /** Fails once, after a checkpoint and some rows beyond it. */
  private static final class FailingOnce
      implements MapFunction<Long, ResonanceEvent>, CheckpointListener {
    private static final long serialVersionUID = 1L;
    private int sinceCheckpoint;

    @Override
    public ResonanceEvent map(Long number) {
      if (CHECKPOINTED.get() && ++sinceCheckpoint > 700 && !FAILED.getAndSet(true)) {
        throw new IllegalStateException("fails once");
      }
      if (!CHECKPOINTED.get()) {
        LockSupport.parkNanos(PACE_NANOS);
      }
      return new ResonanceEvent("t" + number % 3, number, number * 0.5, 1, Double.NaN);
    }

    @Override
    public void notifyCheckpointComplete(long id) {
      CHECKPOINTED.set(true);
    }
  }

  @Test
  void afterARestartTheTableIsThatOfAnUndisturbedRun() throws Exception {
    try (LocalPostgres postgres = LocalPostgres.start(folder)) {
      Configuration settings = new Configuration();
      settings.setString("restart-strategy.type", "fixed-delay");
      settings.setString("restart-strategy.fixed-delay.attempts", "3");
      settings.setString("restart-strategy.fixed-delay.delay", "0 s");
      settings.setString("pipeline.generic-types", "false");
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.createLocalEnvironment(1, settings);
      env.enableCheckpointing(Duration.ofMillis(100).toMillis());
      env.fromSequence(1, ROWS)
          .map(new FailingOnce())
          .returns(ResonanceEvent.TYPE)
          .sinkTo(new PostgresSink(postgres.options(100, 30)));
      env.execute("rows");
      assertThat(FAILED).isTrue();
      assertThat(
              postgres.rows(
                  "SELECT count(*), count(DISTINCT ts), sum(phase_diff) FROM resonance_events"))
          .containsExactly(ROWS + " " + ROWS + " " + ROWS * (ROWS + 1) / 4);
    }
  }

  @Test
  void anEventReadsBackAsItWasWritten() throws Exception {
    TypeSerializer<ResonanceEvent> serializer = ResonanceEvent.TYPE.createSerializer(null);
    ResonanceEvent event = new ResonanceEvent("t\u20ac", -5, 0.1, Double.NaN, 1e-300);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(event, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(serializer.deserialize(in)).isEqualTo(event);
    assertThat(in.available()).isZero();
  }
}
