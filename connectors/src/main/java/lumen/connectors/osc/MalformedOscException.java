package lumen.connectors.osc;

/** A packet is not what OSC 1.0 describes. Made for every damaged packet, so without a stack. */
final class MalformedOscException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedOscException(String rule, int at) {
    super(rule + " at byte " + at, null, false, false);
  }
}
