package lumen.watch.sampled;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/** Samples of series by name and tenant, in the order of time. */
public final class RunSamples {
  /** How long a sample is one of now, in ms: where it was to come every 5 s, or every 15. */
  static final long RAW_MS = 5_000;

  static final long RECORD_MS = 15_000;

  private final SortedMap<String, SortedMap<String, NavigableMap<Long, Double>>> series =
      new TreeMap<>();

  private long endMs;

  /** Adds a sample; a later one of the same time counts. */
  void put(String name, String tenant, long millis, double value) {
    series
        .computeIfAbsent(name, any -> new TreeMap<>())
        .computeIfAbsent(tenant, any -> new TreeMap<>())
        .put(millis, value);
  }

  /** Takes the moment at which is asked: nothing behind it is looked at. */
  void endAt(long millis) {
    endMs = millis;
  }

  /** The moment at which is asked, in ms since 1970. */
  public long endMs() {
    return endMs;
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return series.isEmpty();
  }

  /** Whether there is such a series of anybody. */
  public boolean knows(String name) {
    return series.containsKey(name);
  }

  /** Who has a sample of a name in the last so many ms. */
  public Set<String> tenants(String name, long backMs) {
    Set<String> found = new TreeSet<>();
    series
        .getOrDefault(name, Collections.emptySortedMap())
        .forEach(
            (tenant, of) -> {
              if (!of.subMap(endMs - backMs, false, endMs, true).isEmpty()) {
                found.add(tenant);
              }
            });
    return found;
  }

  /** The samples of a window that ends at a moment; its begin is no part of it. */
  double[] window(String name, String tenant, long backMs, long atMs) {
    return of(name, tenant).subMap(atMs - backMs, false, atMs, true).values().stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  /** The samples of the window that ends now. */
  public double[] window(String name, String tenant, long backMs) {
    return window(name, tenant, backMs, endMs);
  }

  /** What is seen of a window of now that is looked at every so often. */
  public double[] looks(String name, String tenant, long backMs, long everyMs) {
    long last = Math.floorDiv(endMs, everyMs) * everyMs;
    DoubleStream.Builder seen = DoubleStream.builder();
    for (long at = last; at > endMs - backMs; at -= everyMs) {
      double value = newest(name, tenant, at);
      if (!Double.isNaN(value)) {
        seen.accept(value);
      }
    }
    return seen.build().toArray();
  }

  /** The sample of now, NaN without one. */
  public double newest(String name, String tenant) {
    return newest(name, tenant, endMs);
  }

  double newest(String name, String tenant, long atMs) {
    long age = name.indexOf(':') >= 0 ? RECORD_MS : RAW_MS;
    var last = of(name, tenant).subMap(atMs - age, false, atMs, true).lastEntry();
    return last == null ? Double.NaN : last.getValue();
  }

  /** Who has such a series at all. */
  Set<String> tenants(String name) {
    return series.getOrDefault(name, Collections.emptySortedMap()).keySet();
  }

  /** When the first sample of a series was; now for none. */
  long firstMs(String name, String tenant) {
    NavigableMap<Long, Double> of = of(name, tenant);
    return of.isEmpty() ? endMs : of.firstKey();
  }

  private NavigableMap<Long, Double> of(String name, String tenant) {
    return series
        .getOrDefault(name, Collections.emptySortedMap())
        .getOrDefault(tenant, Collections.emptyNavigableMap());
  }

  /** What there is, a line for each sample: {@code name{tenant="a"} value seconds}. */
  public String openMetrics() {
    StringBuilder text = new StringBuilder();
    series.forEach(
        (name, of) ->
            of.forEach(
                (tenant, values) ->
                    values.forEach(
                        (millis, value) ->
                            text.append(name)
                                .append("{tenant=\"")
                                .append(tenant)
                                .append("\"} ")
                                .append(value)
                                .append(' ')
                                .append(millis / 1000.0)
                                .append('\n'))));
    return text.append("# EOF\n").toString();
  }
}
