package lumen.watch.gate;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What has to hold before a release goes on.
 *
 * @param name its name
 * @param about one sentence
 * @param conditions by name
 */
public record Gate(String name, String about, SortedMap<String, GateCondition> conditions) {
  /** Copies the map; a gate that asks for nothing would always be open. */
  public Gate {
    if (conditions.isEmpty()) {
      throw new IllegalArgumentException("a gate must have a condition: " + name);
    }
    conditions = Collections.unmodifiableSortedMap(new TreeMap<>(conditions));
  }

  /** How far back it looks: the longest window of its conditions. */
  public Duration window() {
    return conditions.values().stream()
        .flatMap(one -> one.window().stream())
        .map(Window::length)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** How many of its conditions are of a scope. */
  public long conditionsOf(Scope scope) {
    return conditions.values().stream().filter(one -> one.scope() == scope).count();
  }
}
