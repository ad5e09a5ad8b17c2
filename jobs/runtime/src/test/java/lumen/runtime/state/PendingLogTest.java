package lumen.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.junit.jupiter.api.Test;

class PendingLogTest {
  private final TreeMap<Long, String> state = new TreeMap<>();
  private final List<Long> puts = new ArrayList<>();
  private final List<Long> removals = new ArrayList<>();
  private int reads;
  private final PendingLog<String> log = new PendingLog<>();

  @Test
  void entryIsWrittenOnceInTheFormOfTheState() throws Exception {
    log.put(1, "a");
    log.put(2, "b");
    write();
    write();
    assertThat(state).containsExactly(Map.entry(1L, "<a>"), Map.entry(2L, "<b>"));
    assertThat(puts).containsExactly(1L, 2L);
  }

  @Test
  void entryThatCameAndWentIsNeverWritten() throws Exception {
    log.put(1, "a");
    log.remove(1);
    write();
    assertThat(puts).isEmpty();
  }

  @Test
  void entryThatWasWrittenGoes() throws Exception {
    log.put(1, "a");
    log.put(2, "b");
    write();
    log.remove(1);
    assertThat(state).hasSize(2);
    write();
    assertThat(state).containsOnlyKeys(2L);
  }

  @Test
  void clearedLogLeavesNothingAndIsNotRead() throws Exception {
    state.put(7L, "<found>");
    state.put(3L, "<found before>");
    log.noteStored(7);
    log.noteStored(3);
    log.noteStored(7);
    log.put(8, "a");
    write();
    log.remove(7);
    log.put(9, "b");
    log.clear(new Written());
    assertThat(state).isEmpty();
    assertThat(reads).isZero();
    write();
    assertThat(state).isEmpty();
  }

  @Test
  void entryThatWentIsNotRemovedAgainWhereTheLogIsCleared() throws Exception {
    log.put(1, "a");
    log.put(2, "b");
    write();
    log.remove(1);
    write();
    removals.clear();
    log.clear(new Written());
    assertThat(removals).containsExactly(2L);
  }

  private void write() throws Exception {
    log.write(new Written(), entry -> "<" + entry + ">");
  }

  /** The log in state. */
  private final class Written implements MapState<Long, String> {
    @Override
    public String get(Long number) {
      return state.get(number);
    }

    @Override
    public void put(Long number, String entry) {
      puts.add(number);
      state.put(number, entry);
    }

    @Override
    public void putAll(Map<Long, String> entries) {
      entries.forEach(this::put);
    }

    @Override
    public void remove(Long number) {
      removals.add(number);
      state.remove(number);
    }

    @Override
    public boolean contains(Long number) {
      return state.containsKey(number);
    }

    @Override
    public Iterable<Map.Entry<Long, String>> entries() {
      reads++;
      return state.entrySet();
    }

    @Override
    public Iterable<Long> keys() {
      reads++;
      return state.keySet();
    }

    @Override
    public Iterable<String> values() {
      return state.values();
    }

    @Override
    public Iterator<Map.Entry<Long, String>> iterator() {
      reads++;
      return state.entrySet().iterator();
    }

    @Override
    public boolean isEmpty() {
      return state.isEmpty();
    }

    @Override
    public void clear() {
      reads++;
      state.clear();
    }
  }
}
