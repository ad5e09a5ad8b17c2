package lumen.connectors.live;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import lumen.event.Envelope;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * All live inputs as one FLIP-27 source: parallelism 1, one reader, one split for each stream and
 * one for what they share. Its watermark follows the arrival clock even when nothing comes, so the
 * loss of a sensor is noticed in event time. Use it with {@code WatermarkStrategy.noWatermarks()}.
 *
 * <p>What was decided before a checkpoint is in it, exactly once; what a socket had received and
 * nobody had looked at when the process died is lost, as on any socket. Who may not lose a packet
 * records in a process of its own and lets the job follow that log.
 */
public final class LiveSource implements Source<Envelope, LiveSplit, List<String>> {
  private static final long serialVersionUID = 1L;

  private final List<LiveStream> streams;
  private final LiveOptions options;
  private final Clock clock;

  /** Makes the clock that stamps arrivals where the source runs, microseconds since the epoch. */
  @FunctionalInterface
  public interface Clock extends Serializable {
    /** The clock. */
    LongSupplier made();
  }

  /**
   * Makes the source.
   *
   * @param streams what comes in, with unique names
   * @param options how it is read
   * @param clock stamps what comes in
   */
  public LiveSource(List<LiveStream> streams, LiveOptions options, Clock clock) {
    this.streams = List.copyOf(streams);
    this.options = options;
    this.clock = clock;
  }

  /** Makes the source with the clock of the machine that it runs on. */
  public LiveSource(List<LiveStream> streams, LiveOptions options) {
    this(streams, options, ArrivalClock::ofMachine);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<Envelope, LiveSplit> createReader(SourceReaderContext context) {
    return new LiveReader(streams, options, clock.made(), new LiveMetrics(context.metricGroup()));
  }

  @Override
  public SplitEnumerator<LiveSplit, List<String>> createEnumerator(
      SplitEnumeratorContext<LiveSplit> context) {
    return new LiveEnumerator(context, splits(), List.of());
  }

  @Override
  public SplitEnumerator<LiveSplit, List<String>> restoreEnumerator(
      SplitEnumeratorContext<LiveSplit> context, List<String> assigned) {
    return new LiveEnumerator(context, splits(), assigned);
  }

  private List<String> splits() {
    List<String> splits = new ArrayList<>();
    splits.add(LiveSplit.CONTROL);
    streams.forEach(stream -> splits.add(stream.name()));
    return splits;
  }

  @Override
  public SimpleVersionedSerializer<LiveSplit> getSplitSerializer() {
    return new LiveSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<List<String>> getEnumeratorCheckpointSerializer() {
    return new LiveEnumeratorSerializer();
  }
}
