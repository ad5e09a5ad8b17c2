package lumen.watch.dashboard;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One picture of a dashboard.
 *
 * @param title its title
 * @param about one sentence: what is seen
 * @param look how it is shown
 * @param width of the 24 units of the page
 * @param unit Grafana's name of the unit, or {@code suffix:} and a word
 * @param queries what is asked
 * @param steps colours, from the least value on; empty for none
 * @param words what a whole number means; empty where it means itself
 */
record Panel(
    String title,
    String about,
    Look look,
    int width,
    String unit,
    List<Query> queries,
    List<Step> steps,
    SortedMap<Integer, String> words) {
  static final int PAGE = 24;

  Panel {
    queries = List.copyOf(queries);
    steps = List.copyOf(steps);
    words = Collections.unmodifiableSortedMap(new TreeMap<>(words));
    if (title.isBlank() || about.isBlank() || unit.isBlank() || queries.isEmpty()) {
      throw new IllegalArgumentException(
          "a panel must have a title, a description, a unit and a query: " + title);
    }
    if (width < 1 || width > PAGE) {
      throw new IllegalArgumentException("a panel must be 1 to 24 wide: " + title + " " + width);
    }
  }

  /** The newest value, large. */
  static Panel stat(String title, String unit, String expr, String legend, String about) {
    return of(Look.STAT, 4, title, unit, about, new Query(expr, legend));
  }

  /** Lines over time. */
  static Panel course(String title, String unit, String about, Query... queries) {
    return of(Look.COURSE, 12, title, unit, about, queries);
  }

  /** Bands of words over time. */
  static Panel states(String title, String about, Query... queries) {
    return of(Look.STATES, 12, title, "none", about, queries);
  }

  private static Panel of(
      Look look, int width, String title, String unit, String about, Query... queries) {
    return new Panel(title, about, look, width, unit, List.of(queries), List.of(), new TreeMap<>());
  }

  Panel wide(int units) {
    return new Panel(title, about, look, units, unit, queries, steps, words);
  }

  Panel judged(List<Step> by) {
    return new Panel(title, about, look, width, unit, queries, by, words);
  }

  /** The meaning of 0, 1, 2 and so on. */
  Panel saying(String... meanings) {
    SortedMap<Integer, String> all = new TreeMap<>();
    for (int i = 0; i < meanings.length; i++) {
      all.put(i, meanings[i]);
    }
    return new Panel(title, about, look, width, unit, queries, steps, all);
  }
}
