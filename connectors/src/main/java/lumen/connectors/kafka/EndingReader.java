package lumen.connectors.kafka;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;

/**
 * Reads through the reader within until the end has come, and tells of every split it is given.
 *
 * @param <T> elements
 * @param <S> splits
 */
final class EndingReader<T, S extends SourceSplit> implements SourceReader<T, S> {
  private final SourceReader<T, S> reader;
  private final long endMillis;
  private final EndingSource.SplitMark<T, S> mark;
  private final LongSupplier wallMillis;
  private final ArrayDeque<S> untold = new ArrayDeque<>();

  /** Done when the end has come; null for a source without one. */
  private CompletableFuture<Void> ended;

  private CompletableFuture<Void> within;
  private CompletableFuture<Void> either;

  EndingReader(
      SourceReader<T, S> reader,
      long endMillis,
      EndingSource.SplitMark<T, S> mark,
      LongSupplier wallMillis) {
    this.reader = reader;
    this.endMillis = endMillis;
    this.mark = mark;
    this.wallMillis = wallMillis;
  }

  @Override
  public void start() {
    if (endMillis != EndingSource.NEVER) {
      long left = Math.max(0, endMillis - wallMillis.getAsLong());
      ended = new CompletableFuture<Void>().completeOnTimeout(null, left, TimeUnit.MILLISECONDS);
    }
    reader.start();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
    if (ended != null && wallMillis.getAsLong() >= endMillis) {
      return InputStatus.END_OF_INPUT;
    }
    while (!untold.isEmpty()) {
      output.collect(mark.of(untold.poll()));
    }
    return reader.pollNext(output);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    CompletableFuture<Void> now = reader.isAvailable();
    if (ended == null) {
      return now;
    }
    if (now != within) {
      within = now;
      either = CompletableFuture.anyOf(now, ended).thenAccept(done -> {});
    }
    return either;
  }

  @Override
  public void addSplits(List<S> splits) {
    if (mark != null) {
      untold.addAll(splits);
    }
    reader.addSplits(splits);
  }

  @Override
  public List<S> snapshotState(long checkpointId) {
    return reader.snapshotState(checkpointId);
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    reader.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    reader.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    reader.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
    reader.pauseOrResumeSplits(toPause, toResume);
  }

  @Override
  public void close() throws Exception {
    if (ended != null) {
      ended.complete(null);
    }
    reader.close();
  }
}
