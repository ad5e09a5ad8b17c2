package lumen.watch.dashboard;

/**
 * What a panel asks Prometheus.
 *
 * @param expr an expression; {@code $tenant} and {@code $__rate_interval} are Grafana's to fill in
 * @param legend how a series is called, such as {@code {{tenant}}}
 */
public record Query(String expr, String legend) {
  /** Checks that there is something to ask, and a name for what is answered. */
  public Query {
    if (expr.isBlank() || legend.isBlank()) {
      throw new IllegalArgumentException("a query must have an expression and a legend: " + expr);
    }
  }
}
