package lumen.governance.settings;

import java.io.Serializable;

/**
 * Service level objectives and when to alert.
 *
 * @param confidence of a bound
 * @param minN least count that a verdict needs
 * @param count4xx whether answers that blame the caller are errors
 * @param forS how long an alert must hold before it begins, and be away before it ends, s
 */
public record SloSettings(
    double confidence,
    long minN,
    boolean count4xx,
    double forS,
    Down down,
    Objective availability,
    Objective errors,
    Latency latencyP95,
    SlowLatency latencyP99,
    Cache cache,
    Burns burn)
    implements Serializable {
  /**
   * When a minute is down by its counts.
   *
   * @param minRequests least requests
   * @param errorRatio share of errors
   */
  public record Down(long minRequests, double errorRatio) implements Serializable {}

  /**
   * An objective.
   *
   * @param objective percent of good ones
   * @param alert percent: less available, or more errors than that
   */
  public record Objective(double objective, double alert) implements Serializable {}

  /**
   * An objective for latency.
   *
   * @param ms slowest good one
   * @param objective percent of good ones
   */
  public record Latency(double ms, double objective) implements Serializable {}

  /**
   * An objective for latency that alerts.
   *
   * @param ms slowest good one
   * @param objective percent of good ones
   * @param alertMs more than the objective leaves are slower than that
   */
  public record SlowLatency(double ms, double objective, double alertMs) implements Serializable {}

  /**
   * An objective for the cache.
   *
   * @param objective percent of hits
   * @param alert fewer percent of hits than that
   * @param minN least lookups
   */
  public record Cache(double objective, double alert, long minN) implements Serializable {}

  /** Burn rates over two windows each. */
  public record Burns(Burn pageFast, Burn pageSlow, Burn ticketFast, Burn ticketSlow)
      implements Serializable {}

  /**
   * A burn rate.
   *
   * @param longS the window in which it is judged, s
   * @param shortS the window that ends it, s
   * @param factor how much faster than the budget lasts
   */
  public record Burn(long longS, long shortS, double factor) implements Serializable {}
}
