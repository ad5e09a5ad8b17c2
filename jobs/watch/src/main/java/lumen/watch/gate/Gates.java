package lumen.watch.gate;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code gates.yaml} says.
 *
 * @param gates by name
 * @param host what is to be known of the host
 */
public record Gates(SortedMap<String, Gate> gates, Host host) {
  /** Copies the map. */
  public Gates {
    gates = Collections.unmodifiableSortedMap(new TreeMap<>(gates));
  }
}
