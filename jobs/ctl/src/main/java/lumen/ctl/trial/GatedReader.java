package lumen.ctl.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;

/**
 * Keeps the splits that were restored, and is at its end.
 *
 * @param <T> what is never emitted
 * @param <S> splits
 */
final class GatedReader<T, S extends SourceSplit> implements SourceReader<T, S> {
  private final List<S> splits = new ArrayList<>();

  @Override
  public void start() {
    // Nothing is opened.
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) {
    return InputStatus.END_OF_INPUT;
  }

  @Override
  public List<S> snapshotState(long checkpointId) {
    return List.copyOf(splits);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void addSplits(List<S> restored) {
    splits.addAll(restored);
  }

  @Override
  public void notifyNoMoreSplits() {
    // It is at its end.
  }

  @Override
  public void close() {
    // Nothing was opened.
  }
}
