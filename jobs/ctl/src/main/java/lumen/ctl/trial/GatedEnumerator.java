package lumen.ctl.trial;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;

/**
 * An enumerator that was made or restored and is never started, so it asks nobody for splits.
 *
 * @param <S> splits
 * @param <E> its state
 */
final class GatedEnumerator<S extends SourceSplit, E> implements SplitEnumerator<S, E> {
  private final SplitEnumerator<S, E> enumerator;

  GatedEnumerator(SplitEnumerator<S, E> enumerator) {
    this.enumerator = enumerator;
  }

  @Override
  public void start() {
    // It asks nobody.
  }

  @Override
  public void handleSplitRequest(int subtask, String host) {
    // Nothing is handed out.
  }

  @Override
  public void addSplitsBack(List<S> splits, int subtask) {
    // Readers end with what they have.
  }

  @Override
  public void addReader(int subtask) {
    // Nothing is handed out.
  }

  @Override
  public E snapshotState(long checkpointId) throws Exception {
    return enumerator.snapshotState(checkpointId);
  }

  @Override
  public void close() throws IOException {
    enumerator.close();
  }
}
