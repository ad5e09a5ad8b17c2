package lumen.connectors.live;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Gives every stream to the one reader. Its state is the names of those that the reader has. */
final class LiveEnumerator implements SplitEnumerator<LiveSplit, List<String>> {
  private final SplitEnumeratorContext<LiveSplit> context;
  private final TreeSet<String> assigned;
  private final TreeMap<String, LiveSplit> waiting = new TreeMap<>();

  LiveEnumerator(
      SplitEnumeratorContext<LiveSplit> context, List<String> streams, List<String> assigned) {
    this.context = context;
    this.assigned = new TreeSet<>(assigned);
    for (String stream : streams) {
      if (!this.assigned.contains(stream)) {
        waiting.put(stream, new LiveSplit(stream, new byte[0]));
      }
    }
  }

  @Override
  public void start() {
    if (context.currentParallelism() != 1) {
      throw new IllegalStateException(
          "live inputs must run at parallelism 1: a socket has one owner, is "
              + context.currentParallelism());
    }
  }

  @Override
  public void handleSplitRequest(int subtask, String requesterHostname) {
    // Streams are handed out when the reader registers.
  }

  @Override
  public void addSplitsBack(List<LiveSplit> splits, int subtask) {
    for (LiveSplit split : splits) {
      assigned.remove(split.stream());
      waiting.put(split.stream(), split);
    }
  }

  @Override
  public void addReader(int subtask) {
    for (LiveSplit split : waiting.values()) {
      context.assignSplit(split, subtask);
      assigned.add(split.stream());
    }
    waiting.clear();
    context.signalNoMoreSplits(subtask);
  }

  @Override
  public List<String> snapshotState(long checkpointId) {
    return List.copyOf(assigned);
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
