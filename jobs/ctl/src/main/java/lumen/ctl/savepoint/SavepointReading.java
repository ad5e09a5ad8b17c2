package lumen.ctl.savepoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lumen.cluster.backup.SavepointCheck;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.BackendWritableBroadcastState;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStateRestoreOperation;
import org.apache.flink.runtime.state.PartitionableListState;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.runtime.SavepointLoader;

/**
 * Reads every state of every operator of a savepoint, with the serializers that it names itself: no
 * job is started and nothing is restored, so a savepoint of any of the jobs is read the same way,
 * in the time that reading its files takes. What a retained checkpoint holds in RocksDB's own form
 * is not read, only its files are looked at.
 */
public final class SavepointReading {
  private static final long UNREAD = -1;

  private final java.nio.file.Path folder;

  private SavepointReading(java.nio.file.Path folder) {
    this.folder = folder;
  }

  /**
   * Reads them.
   *
   * @param savepoint URI of its folder, whose files are all there
   * @return by the names of the operators
   * @throws lumen.terminal.CommandFailure naming the file that cannot be read
   */
  public static List<OperatorContents> read(String savepoint) {
    SavepointReading reading =
        new SavepointReading(java.nio.file.Path.of(java.net.URI.create(savepoint)));
    try {
      List<OperatorContents> contents = new ArrayList<>();
      for (OperatorState operator :
          SavepointLoader.loadSavepointMetadata(savepoint).getOperatorStates()) {
        contents.add(reading.contents(operator));
      }
      contents.sort(Comparator.comparing(OperatorContents::operator));
      return contents;
    } catch (IOException e) {
      throw SavepointCheck.damaged(
          reading.folder, "_metadata: cannot be read: " + SavepointFiles.reason(e));
    }
  }

  /**
   * The elements of one list of an operator.
   *
   * @param savepoint URI of its folder
   * @param uid of the operator
   * @param list name of the state
   * @return in the order of the subtasks; empty where the operator has none
   */
  public static List<Object> list(String savepoint, String uid, String list) throws IOException {
    SavepointReading reading =
        new SavepointReading(java.nio.file.Path.of(java.net.URI.create(savepoint)));
    List<Object> elements = new ArrayList<>();
    OperatorID id = OperatorIdentifier.forUid(uid).getOperatorId();
    for (OperatorState operator :
        SavepointLoader.loadSavepointMetadata(savepoint).getOperatorStates()) {
      if (operator.getOperatorID().equals(id)) {
        for (OperatorSubtaskState subtask : operator.getStates()) {
          for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
            reading.reading(
                handle.getDelegateStateHandle(),
                () -> {
                  PartitionableListState<?> found = lists(handle).get(list);
                  if (found != null) {
                    found.get().forEach(elements::add);
                  }
                });
          }
        }
      }
    }
    return elements;
  }

  private OperatorContents contents(OperatorState operator) {
    KeyedCounts keyed = new KeyedCounts(operator.getMaxParallelism());
    boolean unread = false;
    long elements = 0;
    for (OperatorSubtaskState subtask : operator.getStates()) {
      for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
        unread |= handle instanceof IncrementalRemoteKeyedStateHandle;
        if (handle instanceof KeyGroupsStateHandle groups) {
          reading(groups.getDelegateStateHandle(), () -> keyed.add(groups));
        }
      }
      for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
        long[] count = new long[1];
        reading(handle.getDelegateStateHandle(), () -> count[0] = elements(handle));
        elements += count[0];
      }
    }
    return new OperatorContents(
        operator.getOperatorUid().orElse(operator.getOperatorID().toHexString()),
        operator.getNumberCollectedStates(),
        operator.getStateSize(),
        unread ? UNREAD : keyed.keys(),
        unread ? UNREAD : keyed.entries(),
        keyed.timers(),
        elements);
  }

  private static long elements(OperatorStateHandle handle) throws Exception {
    long elements = 0;
    for (PartitionableListState<?> list : lists(handle).values()) {
      for (Object ignored : list.get()) {
        elements++;
      }
    }
    return elements;
  }

  /** Restores the lists on the heap, which deserializes each element. */
  private static Map<String, PartitionableListState<?>> lists(OperatorStateHandle handle)
      throws Exception {
    Map<String, PartitionableListState<?>> lists = new HashMap<>();
    Map<String, BackendWritableBroadcastState<?, ?>> broadcast = new HashMap<>();
    try (CloseableRegistry registry = new CloseableRegistry()) {
      new OperatorStateRestoreOperation(
              registry, SavepointReading.class.getClassLoader(), lists, broadcast, List.of(handle))
          .restore();
    }
    return lists;
  }

  private void reading(StreamStateHandle file, Read read) {
    try {
      read.run();
    } catch (Exception | LinkageError e) {
      String name = file.maybeGetPath().map(path -> path.getName()).orElse("_metadata");
      throw SavepointCheck.damaged(
          folder, "%s: cannot be read: %s".formatted(name, SavepointFiles.reason(e)));
    }
  }

  /** Reads a file. */
  private interface Read {
    void run() throws Exception;
  }
}
