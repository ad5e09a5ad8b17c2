package lumen.runtime.state;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The settings that shape keyed state, as sorted {@code key=value} lines. State made with others
 * means something else, so a restore with others is refused unless the windows are reset.
 *
 * @param lines the settings
 * @param alike lines of savepoints that count as what is set now, whatever that is: older versions
 *     told apart what this one does not; each of a key that is in the lines too
 */
public record StateShape(List<String> lines, List<String> alike) implements Serializable {
  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** Copies the lines. */
  public StateShape {
    lines = List.copyOf(lines);
    alike = List.copyOf(alike);
  }

  /** Settings of which no savepoint has others that count as these. */
  public StateShape(List<String> lines) {
    this(lines, List.of());
  }

  /** FNV-1a over the lines (Fowler, Noll, Vo 1991). */
  public long hash() {
    return hash(lines);
  }

  /** The hashes of settings whose state goes on: that of these, and of those that count alike. */
  public Set<Long> hashes() {
    Set<Long> hashes = new HashSet<>();
    hashes.add(hash());
    for (String other : alike) {
      String key = other.substring(0, other.indexOf('=') + 1);
      hashes.add(hash(lines.stream().map(line -> line.startsWith(key) ? other : line).toList()));
    }
    return Set.copyOf(hashes);
  }

  private static long hash(List<String> lines) {
    long hash = FNV_BASIS;
    for (String line : lines) {
      for (byte b : line.getBytes(StandardCharsets.UTF_8)) {
        hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
      }
      hash = (hash ^ '\n') * FNV_PRIME;
    }
    return hash;
  }

  /** What differs from the settings of a savepoint, one line for each key. */
  public List<String> differences(List<String> stored) {
    Map<String, String> now = byKey(lines);
    Map<String, String> then = byKey(stored);
    for (String line : alike) {
      String key = line.substring(0, line.indexOf('='));
      if (stored.contains(line)) {
        then.put(key, now.get(key));
      }
    }
    TreeSet<String> keys = new TreeSet<>(now.keySet());
    keys.addAll(then.keySet());
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      String before = then.getOrDefault(key, "not set");
      String after = now.getOrDefault(key, "not set");
      if (!before.equals(after)) {
        differences.add(key + ": was " + before + ", is " + after);
      }
    }
    return differences;
  }

  private static Map<String, String> byKey(List<String> lines) {
    Map<String, String> values = new TreeMap<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      values.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return values;
  }
}
