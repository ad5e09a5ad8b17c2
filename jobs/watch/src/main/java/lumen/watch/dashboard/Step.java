package lumen.watch.dashboard;

/**
 * From a value on, a colour.
 *
 * @param from the least value, minus infinity for the first
 * @param colour Grafana's name of it
 */
record Step(double from, String colour) {
  static final String GOOD = "green";
  static final String WARNING = "orange";
  static final String CRITICAL = "red";
}
