package lumen.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.junit.jupiter.api.Test;

class HeapCacheTest {
  private final CurrentKey keys = new CurrentKey();
  private final List<String> written = new ArrayList<>();

  /** The key that state is written for. */
  private static final class CurrentKey implements KeyContext {
    private Object key;

    @Override
    public void setCurrentKey(Object newKey) {
      key = newKey;
    }

    @Override
    public Object getCurrentKey() {
      return key;
    }
  }

  private HeapCache<String> cacheOf(long capacity) {
    return new HeapCache<>(
        keys, capacity, String::length, value -> written.add(keys.key + "=" + value));
  }

  @Test
  void keyThatWasNotUsedForLongestIsDroppedFirst() throws Exception {
    HeapCache<String> cache = cacheOf(6);
    cache.put("a", "xx");
    cache.put("b", "xx");
    cache.put("c", "xx");
    assertThat(cache.get("a")).isEqualTo("xx");
    cache.put("d", "x");
    assertThat(cache.get("b")).isNull();
    assertThat(cache.get("a")).isEqualTo("xx");
    assertThat(cache.size()).isEqualTo(3);
  }

  @Test
  void entryThatIsHeldIsWeighedAnew() throws Exception {
    HeapCache<String> cache = cacheOf(6);
    cache.put("a", "xx");
    cache.put("b", "xx");
    cache.put("b", "xxxxx");
    assertThat(cache.get("a")).isNull();
    assertThat(cache.get("b")).isEqualTo("xxxxx");
  }

  @Test
  void oneEntryIsAlwaysHeld() throws Exception {
    HeapCache<String> cache = cacheOf(1);
    cache.put("a", "xxxx");
    assertThat(cache.get("a")).isEqualTo("xxxx");
    cache.put("b", "xxxx");
    assertThat(cache.get("a")).isNull();
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  void weightOfARemovedKeyIsFree() throws Exception {
    HeapCache<String> cache = cacheOf(4);
    cache.put("a", "xxx");
    cache.remove("a");
    cache.remove("a");
    cache.put("b", "xx");
    cache.put("c", "xx");
    assertThat(cache.size()).isEqualTo(2);
  }

  @Test
  void keyThatLeavesIsWrittenAsItselfAndTheKeyAtHandStays() throws Exception {
    HeapCache<String> cache = cacheOf(4);
    cache.put("a", "xx");
    cache.put("b", "yy");
    keys.setCurrentKey("c");
    cache.put("c", "z");
    assertThat(written).containsExactly("a=xx");
    assertThat(keys.key).isEqualTo("c");
  }

  @Test
  void allThatIsHeldIsWrittenAndStays() throws Exception {
    HeapCache<String> cache = cacheOf(9);
    cache.put("b", "yy");
    cache.put("a", "xx");
    cache.put("c", "z");
    cache.remove("c");
    cache.writeAll();
    assertThat(written).containsExactlyInAnyOrder("a=xx", "b=yy");
    assertThat(cache.size()).isEqualTo(2);
  }
}
