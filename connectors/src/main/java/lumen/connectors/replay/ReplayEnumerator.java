package lumen.connectors.replay;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Gives every stream to the one reader. */
final class ReplayEnumerator implements SplitEnumerator<ReplaySplit, List<ReplaySplit>> {
  private final SplitEnumeratorContext<ReplaySplit> context;
  private final List<ReplaySplit> unassigned;

  ReplayEnumerator(SplitEnumeratorContext<ReplaySplit> context, List<ReplaySplit> unassigned) {
    this.context = context;
    this.unassigned = new ArrayList<>(unassigned);
  }

  @Override
  public void start() {
    if (context.currentParallelism() != 1) {
      throw new IllegalStateException(
          "a replay source must run at parallelism 1: a recording is ordered in time, is "
              + context.currentParallelism());
    }
  }

  @Override
  public void handleSplitRequest(int subtask, String requesterHostname) {
    // Streams are handed out when the reader registers.
  }

  @Override
  public void addSplitsBack(List<ReplaySplit> splits, int subtask) {
    unassigned.addAll(splits);
  }

  @Override
  public void addReader(int subtask) {
    for (ReplaySplit split : unassigned) {
      context.assignSplit(split, subtask);
    }
    unassigned.clear();
    context.signalNoMoreSplits(subtask);
  }

  @Override
  public List<ReplaySplit> snapshotState(long checkpointId) {
    return List.copyOf(unassigned);
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
