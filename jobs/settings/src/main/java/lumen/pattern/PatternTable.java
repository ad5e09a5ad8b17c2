package lumen.pattern;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values by names, each of which may be a {@link KeyPattern}: of those that match a name the first
 * in their order holds. Without patterns a look-up takes the same time whatever the table's size;
 * with them it looks at one entry after the other.
 *
 * @param <V> what a name stands for
 */
public final class PatternTable<V> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final LinkedHashMap<String, V> entries;
  private final ArrayList<KeyPattern> patterns = new ArrayList<>();
  private final boolean plain;

  private PatternTable(Map<String, V> entries) {
    this.entries = new LinkedHashMap<>(entries);
    boolean names = true;
    for (String name : entries.keySet()) {
      patterns.add(KeyPattern.of(name));
      names &= !KeyPattern.isPattern(name);
    }
    plain = names;
  }

  /**
   * A table of these entries.
   *
   * @param entries by name or pattern; their order is that in which they are looked at
   * @throws IllegalArgumentException if a pattern is none
   */
  public static <V> PatternTable<V> of(Map<String, V> entries) {
    return new PatternTable<>(entries);
  }

  /** What the name stands for: the value of the first entry that matches; null without any. */
  public V find(String name) {
    if (plain) {
      return entries.get(name);
    }
    int i = 0;
    for (V value : entries.values()) {
      if (patterns.get(i++).matches(name)) {
        return value;
      }
    }
    return null;
  }

  /** The entries in their order. */
  public Map<String, V> entries() {
    return Collections.unmodifiableMap(entries);
  }

  /** The names among the entries, without the patterns. */
  public List<String> names() {
    return entries.keySet().stream().filter(name -> !KeyPattern.isPattern(name)).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PatternTable<?> like
        && entries.equals(like.entries)
        && patterns.equals(like.patterns);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.toString();
  }
}
