package lumen.release.signoff;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How it was at a time.
 *
 * @param at an instant of ISO 8601
 * @param version of the jar
 * @param sums SHA-256 by file
 * @param figures values by series, as they were told
 */
record Baseline(String at, String version, Map<String, String> sums, Map<String, Double> figures) {
  /** Copies the maps. */
  Baseline {
    sums = Collections.unmodifiableSortedMap(new TreeMap<>(sums));
    figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
  }

  /** Which files are other, new or gone. */
  SortedMap<String, String> changed(Baseline now) {
    SortedMap<String, String> changed = new TreeMap<>();
    sums.forEach(
        (file, sum) -> {
          String is = now.sums().get(file);
          if (is == null) {
            changed.put(file, "gone");
          } else if (!is.equals(sum)) {
            changed.put(file, "other");
          }
        });
    now.sums().keySet().stream()
        .filter(file -> !sums.containsKey(file))
        .forEach(file -> changed.put(file, "new"));
    return changed;
  }
}
