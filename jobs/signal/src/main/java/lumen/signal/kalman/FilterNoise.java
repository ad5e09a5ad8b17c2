package lumen.signal.kalman;

/**
 * How the noise variances of all filters of a tenant go on, in cycles squared.
 *
 * @param adapt how q and r follow the innovations
 * @param q what every filter has as q from now on, and begins with; NaN: what each has, and what is
 *     configured
 * @param r likewise
 */
public record FilterNoise(Adaptation adapt, double q, double r) {

  /** Checks that values are given to filters that keep them alone. */
  public FilterNoise {
    if (adapt == null) {
      throw new IllegalArgumentException("adapt must be given: null");
    }
    if (adapt != Adaptation.FIXED && !(Double.isNaN(q) && Double.isNaN(r))) {
      throw new IllegalArgumentException(
          "q and r must be given with fixed alone: adapt=%s q=%s r=%s".formatted(adapt, q, r));
    }
    if (q <= 0 || r <= 0) {
      throw new IllegalArgumentException("q and r must be positive: q=%s r=%s".formatted(q, r));
    }
  }

  /** Each filter goes on from what it has. */
  public static FilterNoise of(Adaptation adapt) {
    return new FilterNoise(adapt, Double.NaN, Double.NaN);
  }

  /** The same while nothing adapts: q and r as they are, or as given. */
  public FilterNoise resting() {
    return adapt == Adaptation.FIXED ? this : of(Adaptation.FIXED);
  }

  /**
   * What holds after another of these was ordered: the other, and where both are fixed, the values
   * of this that the other leaves as they are.
   */
  public FilterNoise then(FilterNoise other) {
    if (adapt != Adaptation.FIXED || other.adapt != Adaptation.FIXED) {
      return other;
    }
    return new FilterNoise(
        Adaptation.FIXED, Double.isNaN(other.q) ? q : other.q, Double.isNaN(other.r) ? r : other.r);
  }
}
