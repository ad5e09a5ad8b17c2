package lumen.watch.gate;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code gates.yaml} says.
 *
 * @param gates by name
 * @param scorecard what the gates of a service's scorecard ask
 * @param host what is to be known of the host
 */
public record Gates(SortedMap<String, Gate> gates, Scorecard scorecard, Host host) {
  /**
   * What is asked of a scorecard.
   *
   * @param maturityAtLeast least maturity score, 0 to 100
   */
  public record Scorecard(double maturityAtLeast) {}

  /** Copies the map. */
  public Gates {
    gates = Collections.unmodifiableSortedMap(new TreeMap<>(gates));
  }
}
