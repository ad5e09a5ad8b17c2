package lumen.overlay.record;

import lumen.overlay.gate.Cost;

/** One line of a log that is of right form. */
public sealed interface RouteRecord {
  /** The longest id, name or scenario, in UTF-16 units. */
  int MAX_CHARS = 128;

  /** Whose it is. */
  String tenant();

  /** What the line says of its time, microseconds since the epoch. */
  long micros();

  /**
   * A gateway asks.
   *
   * @param id of the request
   * @param scenario its type
   * @param confidence 0..1; NaN where it tells none
   * @param targetingKey what a rollout sticks to
   */
  record RouteRequest(
      String tenant,
      long micros,
      String id,
      String scenario,
      double confidence,
      String targetingKey)
      implements RouteRecord {}

  /**
   * What became of a request.
   *
   * @param id of the request
   * @param ran the overlay that really ran, or {@code baseline}
   * @param result how it ended
   * @param cost what it took and gave
   */
  record RouteOutcome(
      String tenant, long micros, String id, String ran, OutcomeResult result, Cost cost)
      implements RouteRecord {}

  /** What an operator orders, at its place in the log. */
  record RouteOrder(String tenant, long micros, OverlayCommand command) implements RouteRecord {}
}
