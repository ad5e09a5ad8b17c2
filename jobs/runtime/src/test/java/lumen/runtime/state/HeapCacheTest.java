package lumen.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapCacheTest {

  private static HeapCache<String> cacheOf(long capacity) {
    return new HeapCache<>(capacity, String::length);
  }

  @Test
  void keyThatWasNotUsedForLongestIsDroppedFirst() {
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
  void entryThatIsHeldIsWeighedAnew() {
    HeapCache<String> cache = cacheOf(6);
    cache.put("a", "xx");
    cache.put("b", "xx");
    cache.put("b", "xxxxx");
    assertThat(cache.get("a")).isNull();
    assertThat(cache.get("b")).isEqualTo("xxxxx");
  }

  @Test
  void oneEntryIsAlwaysHeld() {
    HeapCache<String> cache = cacheOf(1);
    cache.put("a", "xxxx");
    assertThat(cache.get("a")).isEqualTo("xxxx");
    cache.put("b", "xxxx");
    assertThat(cache.get("a")).isNull();
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  void weightOfARemovedKeyIsFree() {
    HeapCache<String> cache = cacheOf(4);
    cache.put("a", "xxx");
    cache.remove("a");
    cache.remove("a");
    cache.put("b", "xx");
    cache.put("c", "xx");
    assertThat(cache.size()).isEqualTo(2);
  }
}
