package lumen.connectors.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lumen.event.Envelope;
import lumen.event.SampleBlock;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;

/**
 * Reads the streams side by side: a chunk of the one furthest behind in event time, then the
 * watermark below the lowest line. A poll hands out a whole chunk, so the streams' state is exact
 * between polls.
 *
 * <p>Paced replay keeps absolute deadlines: event time t is due at wall0 + (t - t0)/speed, anchored
 * when every stream has shown its first event, and anew after a restore. A pause is caught up.
 */
final class ReplayReader implements SourceReader<Envelope, ReplaySplit> {
  private static final long MICROS_PER_MILLI = 1_000;
  private static final long FOLLOW_POLL_MILLIS = 50;
  private static final Comparator<RecordedStream> BY_POSITION =
      Comparator.comparingLong(RecordedStream::positionMicros).thenComparing(RecordedStream::name);

  private final ReplayOptions options;
  private final List<RecordedStream> streams = new ArrayList<>();
  private final List<Envelope> chunk = new ArrayList<>();
  private final ChunkSize chunkSize = new ChunkSize();
  private final Pace pace;
  private final Counter samples;

  private CompletableFuture<Void> available = new CompletableFuture<>();
  private boolean noMoreSplits;
  private boolean accountsDue;
  private long watermark = Long.MIN_VALUE;

  ReplayReader(SourceReaderContext context, ReplayOptions options) {
    this.options = options;
    this.pace = new Pace(options.speed());
    this.samples = context.metricGroup().addGroup("replay").counter("samples");
  }

  @Override
  public void start() {
    // The streams come from the enumerator.
  }

  @Override
  public void addSplits(List<ReplaySplit> splits) {
    try {
      for (ReplaySplit split : splits) {
        streams.add(RecordedStream.open(split, options));
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot take up a recording: " + e.getMessage(), e);
    }
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreSplits = true;
    available.complete(null);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Envelope> output) throws Exception {
    if (!noMoreSplits) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    if (accountsDue) {
      emitAccounts(output);
    }
    streams.sort(BY_POSITION);
    boolean unfinished = false;
    for (RecordedStream stream : streams) {
      if (!stream.isFinished()) {
        unfinished = true;
        if (stream.readChunk(chunkSize.bytes(), pace.untilMicros(), chunk) > 0
            || stream.isFinished()) {
          emit(output);
          emitWatermark(output);
          pace.anchor(streams);
          return InputStatus.MORE_AVAILABLE;
        }
        if (!options.follow()) {
          return pause(stream);
        }
      }
    }
    return unfinished ? pause(streams.get(0)) : InputStatus.END_OF_INPUT;
  }

  private void emit(ReaderOutput<Envelope> output) {
    long blocks = 0;
    long count = 0;
    for (Envelope envelope : chunk) {
      if (envelope instanceof SampleBlock block) {
        blocks++;
        count += block.size();
      }
      output.collect(envelope);
    }
    chunk.clear();
    samples.inc(count);
    chunkSize.seen(count, blocks);
  }

  private void emitWatermark(ReaderOutput<Envelope> output) {
    long line = Long.MAX_VALUE;
    for (RecordedStream stream : streams) {
      if (!stream.isFinished()) {
        line = Math.min(line, stream.lineMicros());
      }
    }
    if (line == LatenessLine.NONE || line == Long.MAX_VALUE) {
      return;
    }
    long millis = Math.floorDiv(line, MICROS_PER_MILLI) - 1;
    if (millis > watermark) {
      watermark = millis;
      output.emitWatermark(new Watermark(millis));
    }
  }

  private void emitAccounts(ReaderOutput<Envelope> output) {
    accountsDue = false;
    for (RecordedStream stream : streams) {
      if (!stream.isFinished()) {
        stream.accounts().forEach(output::collect);
      }
    }
  }

  private InputStatus pause(RecordedStream stream) {
    long due = pace.millisUntilDue(stream.positionMicros());
    long millis = options.follow() ? Math.min(due, FOLLOW_POLL_MILLIS) : due;
    available =
        new CompletableFuture<Void>().completeOnTimeout(null, millis, TimeUnit.MILLISECONDS);
    return InputStatus.NOTHING_AVAILABLE;
  }

  @Override
  public List<ReplaySplit> snapshotState(long checkpointId) {
    accountsDue = options.follow();
    return streams.stream().map(RecordedStream::snapshot).toList();
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return available;
  }

  @Override
  public void close() throws IOException {
    for (RecordedStream stream : streams) {
      stream.close();
    }
  }
}
