package lumen.signal.loop;

import java.io.Serializable;

/**
 * How many ticks of the bridge come for each of the reference: n, or 1/n.
 *
 * @param own ticks of the bridge, 1 to 8
 * @param reference ticks of the reference in the same time, 1 to 8; one of both is 1
 */
public record Multiple(int own, int reference) implements Serializable {
  /** The greatest n. */
  public static final int MOST = 8;

  /** Tick for tick. */
  public static final Multiple ONE = new Multiple(1, 1);

  /** Checks that both are in range, and that one of them is 1. */
  public Multiple {
    check(own, reference);
  }

  static void check(int own, int reference) {
    boolean right = Math.min(own, reference) == 1 && Math.max(own, reference) <= MOST;
    if (!right) {
      throw new IllegalArgumentException(
          "multiple must be n or 1/n with n in 1..%d: %d/%d".formatted(MOST, own, reference));
    }
  }

  /** Ticks of the bridge for each of the reference. */
  public double value() {
    return (double) own / reference;
  }

  /** The rate that the bridge is to have, in Hz, where the reference's interval is so long. */
  double rate(double intervalMicros) {
    return own / (reference * (intervalMicros / 1e6));
  }

  @Override
  public String toString() {
    return reference == 1 ? Integer.toString(own) : own + "/" + reference;
  }
}
