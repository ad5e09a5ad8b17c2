package lumen.ctl.capacity;

import java.io.IOException;

/** Seeks the highest rate that is held: doubles until one is not, then halves the span. */
final class RateSearch {
  private final double most;
  private final double precision;

  /** Whether a rate is held. */
  interface Trial {
    boolean held(double rate) throws IOException;
  }

  /**
   * @param most no higher rate is tried
   * @param precision when the span is this share of its lower end, it is found; above 0
   */
  RateSearch(double most, double precision) {
    this.most = most;
    this.precision = precision;
  }

  /**
   * Seeks.
   *
   * @param first rate to begin with; where it is not held, lower ones are tried, down to a 64th
   * @return the highest rate that was seen to be held; 0 if none was
   */
  double find(double first, Trial trial) throws IOException {
    double held = 0;
    double lost = Double.NaN;
    for (double rate = Math.min(first, most); Double.isNaN(lost) && rate > held; ) {
      if (trial.held(rate)) {
        held = rate;
        rate = Math.min(most, 2 * rate);
      } else {
        lost = rate;
      }
    }
    double least = first / 64;
    while (!Double.isNaN(lost) && lost - held > precision * Math.max(held, least)) {
      double middle = held == 0 ? lost / 2 : (held + lost) / 2;
      if (middle < least) {
        return held;
      }
      if (trial.held(middle)) {
        held = middle;
      } else {
        lost = middle;
      }
    }
    return held;
  }
}
