package lumen.fusion;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StateSerializerProvider;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.BackendStateType;
import org.apache.flink.runtime.state.restore.FullSnapshotRestoreOperation;
import org.apache.flink.runtime.state.restore.KeyGroup;
import org.apache.flink.runtime.state.restore.KeyGroupEntry;
import org.apache.flink.runtime.state.restore.SavepointRestoreResult;
import org.apache.flink.runtime.state.restore.ThrowingIterator;

/**
 * What a savepoint in Flink's own form holds.
 *
 * @param entries keyed entries
 * @param timers timers
 * @param bytes bytes of its files
 */
record KeptEntries(long entries, long timers, long bytes) {
  /** Reads a savepoint. */
  static KeptEntries of(String savepoint) throws Exception {
    Path folder = Path.of(URI.create(savepoint));
    Path metadata = folder.resolve("_metadata");
    long[] counts = new long[2];
    try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
      for (OperatorState operator :
          Checkpoints.loadCheckpointMetadata(
                  in, KeptEntries.class.getClassLoader(), metadata.toString())
              .getOperatorStates()) {
        for (OperatorSubtaskState subtask : operator.getStates()) {
          for (KeyedStateHandle file : subtask.getManagedKeyedState()) {
            add((KeyGroupsStateHandle) file, counts);
          }
        }
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      return new KeptEntries(
          counts[0], counts[1], files.mapToLong(file -> file.toFile().length()).sum());
    }
  }

  private static void add(KeyGroupsStateHandle file, long[] counts) throws Exception {
    count(file, keySerializer(file), counts);
  }

  private static TypeSerializer<?> keySerializer(KeyGroupsStateHandle file) throws IOException {
    KeyedBackendSerializationProxy<?> head =
        new KeyedBackendSerializationProxy<>(KeptEntries.class.getClassLoader());
    try (var in = file.openInputStream()) {
      head.read(new DataInputViewStreamWrapper(in));
    }
    return head.getKeySerializerSnapshot().restoreSerializer();
  }

  private static <K> void count(
      KeyGroupsStateHandle file, TypeSerializer<K> keySerializer, long[] counts) throws Exception {
    FullSnapshotRestoreOperation<K> operation =
        new FullSnapshotRestoreOperation<>(
            file.getKeyGroupRange(),
            KeptEntries.class.getClassLoader(),
            List.of(file),
            StateSerializerProvider.fromNewRegisteredSerializer(keySerializer));
    try (ThrowingIterator<SavepointRestoreResult> results = operation.restore()) {
      while (results.hasNext()) {
        SavepointRestoreResult result = results.next();
        List<StateMetaInfoSnapshot> states = new ArrayList<>(result.getStateMetaInfoSnapshots());
        try (ThrowingIterator<KeyGroup> groups = result.getRestoredKeyGroups()) {
          while (groups.hasNext()) {
            count(groups.next(), states, counts);
          }
        }
      }
    }
  }

  private static void count(KeyGroup group, List<StateMetaInfoSnapshot> states, long[] counts)
      throws Exception {
    try (ThrowingIterator<KeyGroupEntry> all = group.getKeyGroupEntries()) {
      while (all.hasNext()) {
        BackendStateType type = states.get(all.next().getKvStateId()).getBackendStateType();
        counts[type == BackendStateType.PRIORITY_QUEUE ? 1 : 0]++;
      }
    }
  }
}
