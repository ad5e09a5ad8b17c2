package lumen.reporter;

/**
 * Ports to try, in this order.
 *
 * @param first first port, 0 for any that is free
 * @param last last port, not below the first
 */
record PortRange(int first, int last) {
  private static final int MAX_PORT = 65_535;

  PortRange {
    if (first < 0 || first > last || last > MAX_PORT) {
      throw new IllegalArgumentException(
          "metrics.reporter.NAME.port must be in 0..65535, or a range of it: "
              + first
              + "-"
              + last);
    }
  }

  /** Reads a port, such as {@code 9249}, or a range, such as {@code 9249-9259}. */
  static PortRange of(String text) {
    String plain = text.strip();
    int dash = plain.indexOf('-');
    try {
      return dash < 0
          ? new PortRange(Integer.parseInt(plain), Integer.parseInt(plain))
          : new PortRange(
              Integer.parseInt(plain.substring(0, dash).strip()),
              Integer.parseInt(plain.substring(dash + 1).strip()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "metrics.reporter.NAME.port must be a number or a range: " + text, e);
    }
  }
}
