package lumen.fusion.bridge;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;

/** The states of one tenant in memory, which count what is written to them. */
final class CountedStates {
  /** What was written to the small value, in order. */
  final List<byte[]> values = new ArrayList<>();

  /** How often each entry of the log was written, by number. */
  final Map<Long, Integer> writes = new TreeMap<>();

  private final TreeMap<Long, byte[]> entries = new TreeMap<>();
  private byte[] value;

  /** Bytes of the log's entry of this number. */
  int sizeOf(long number) {
    byte[] entry = entries.get(number);
    return entry == null ? 0 : entry.length;
  }

  final ValueState<byte[]> hot =
      new ValueState<>() {
        @Override
        public byte[] value() {
          return value;
        }

        @Override
        public void update(byte[] newValue) {
          value = newValue;
          values.add(newValue);
        }

        @Override
        public void clear() {
          value = null;
        }
      };

  final MapState<Long, byte[]> log =
      new MapState<>() {
        @Override
        public byte[] get(Long key) {
          return entries.get(key);
        }

        @Override
        public void put(Long key, byte[] entry) {
          writes.merge(key, 1, Integer::sum);
          entries.put(key, entry);
        }

        @Override
        public void putAll(Map<Long, byte[]> map) {
          map.forEach(this::put);
        }

        @Override
        public void remove(Long key) {
          entries.remove(key);
        }

        @Override
        public boolean contains(Long key) {
          return entries.containsKey(key);
        }

        @Override
        public Iterable<Map.Entry<Long, byte[]>> entries() {
          return entries.entrySet();
        }

        @Override
        public Iterable<Long> keys() {
          return entries.keySet();
        }

        @Override
        public Iterable<byte[]> values() {
          return entries.values();
        }

        @Override
        public Iterator<Map.Entry<Long, byte[]>> iterator() {
          return entries.entrySet().iterator();
        }

        @Override
        public boolean isEmpty() {
          return entries.isEmpty();
        }

        @Override
        public void clear() {
          entries.clear();
        }
      };
}
