package lumen.ctl.savepoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.state.CompositeKeySerializationUtils;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.StateSerializerProvider;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.BackendStateType;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonOptionsKeys;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;
import org.apache.flink.runtime.state.restore.FullSnapshotRestoreOperation;
import org.apache.flink.runtime.state.restore.KeyGroup;
import org.apache.flink.runtime.state.restore.KeyGroupEntry;
import org.apache.flink.runtime.state.restore.SavepointRestoreResult;
import org.apache.flink.runtime.state.restore.ThrowingIterator;

/**
 * Counts the keyed state of an operator in the canonical form of savepoints: of each key group the
 * entries of all its states, each behind its key. Each key and each value is deserialized. A key
 * lies in one key group, so distinct keys are counted group by group.
 */
final class KeyedCounts {
  private final int prefix;
  private long keys;
  private long entries;
  private long timers;

  KeyedCounts(int maxParallelism) {
    this.prefix =
        CompositeKeySerializationUtils.computeRequiredBytesInKeyGroupPrefix(maxParallelism);
  }

  /** Reads one file of it. */
  void add(KeyGroupsStateHandle file) throws Exception {
    addAs(file, keySerializer(file));
  }

  private <K> void addAs(KeyGroupsStateHandle file, TypeSerializer<K> keySerializer)
      throws Exception {
    FullSnapshotRestoreOperation<K> operation =
        new FullSnapshotRestoreOperation<>(
            file.getKeyGroupRange(),
            KeyedCounts.class.getClassLoader(),
            List.of(file),
            StateSerializerProvider.fromNewRegisteredSerializer(keySerializer));
    try (ThrowingIterator<SavepointRestoreResult> results = operation.restore()) {
      while (results.hasNext()) {
        SavepointRestoreResult result = results.next();
        List<KeptState> states = new ArrayList<>();
        result.getStateMetaInfoSnapshots().forEach(state -> states.add(KeptState.of(state)));
        try (ThrowingIterator<KeyGroup> groups = result.getRestoredKeyGroups()) {
          while (groups.hasNext()) {
            count(groups.next(), states, keySerializer);
          }
        }
      }
    }
  }

  private static TypeSerializer<?> keySerializer(KeyGroupsStateHandle file) throws IOException {
    KeyedBackendSerializationProxy<?> head =
        new KeyedBackendSerializationProxy<>(KeyedCounts.class.getClassLoader());
    try (var in = file.openInputStream()) {
      head.read(new DataInputViewStreamWrapper(in));
    }
    return head.getKeySerializerSnapshot().restoreSerializer();
  }

  private void count(KeyGroup group, List<KeptState> states, TypeSerializer<?> keySerializer)
      throws Exception {
    Set<Object> distinct = new HashSet<>();
    DataInputDeserializer in = new DataInputDeserializer();
    try (ThrowingIterator<KeyGroupEntry> all = group.getKeyGroupEntries()) {
      while (all.hasNext()) {
        KeyGroupEntry entry = all.next();
        KeptState state = states.get(entry.getKvStateId());
        if (state.timers()) {
          timers++;
          continue;
        }
        entries++;
        in.setBuffer(entry.getKey(), prefix, entry.getKey().length - prefix);
        distinct.add(
            CompositeKeySerializationUtils.readKey(
                keySerializer, in, state.ambiguous(keySerializer)));
        state.read(entry.getValue(), in);
      }
    }
    keys += distinct.size();
  }

  long keys() {
    return keys;
  }

  long entries() {
    return entries;
  }

  long timers() {
    return timers;
  }

  /**
   * A state as its file describes it.
   *
   * @param timers whether it is a queue of timers
   * @param namespace serializer of namespaces; null of timers
   * @param value serializer of what lies behind a key; null where it is not known
   * @param map whether it is that of one value of a map, behind a byte that says whether it is null
   */
  private record KeptState(
      boolean timers, TypeSerializer<?> namespace, TypeSerializer<?> value, boolean map) {
    static KeptState of(StateMetaInfoSnapshot state) {
      if (state.getBackendStateType() == BackendStateType.PRIORITY_QUEUE) {
        return new KeptState(true, null, null, false);
      }
      TypeSerializer<?> namespace = restored(state, CommonSerializerKeys.NAMESPACE_SERIALIZER);
      TypeSerializer<?> value = restored(state, CommonSerializerKeys.VALUE_SERIALIZER);
      String type = state.getOption(CommonOptionsKeys.KEYED_STATE_TYPE);
      if (StateDescriptor.Type.MAP.name().equals(type)
          && value instanceof MapSerializer<?, ?> map) {
        return new KeptState(false, namespace, map.getValueSerializer(), true);
      }
      boolean one = StateDescriptor.Type.VALUE.name().equals(type);
      return new KeptState(false, namespace, one ? value : null, false);
    }

    private static TypeSerializer<?> restored(
        StateMetaInfoSnapshot state, CommonSerializerKeys which) {
      return state.getTypeSerializerSnapshot(which).restoreSerializer();
    }

    boolean ambiguous(TypeSerializer<?> key) {
      return CompositeKeySerializationUtils.isAmbiguousKeyPossible(key, namespace);
    }

    void read(byte[] bytes, DataInputDeserializer in) throws IOException {
      if (value == null) {
        return;
      }
      in.setBuffer(bytes);
      if (map && in.readBoolean()) {
        return;
      }
      value.deserialize(in);
      if (in.available() != 0) {
        throw new IOException("%d bytes are left behind a value".formatted(in.available()));
      }
    }
  }
}
