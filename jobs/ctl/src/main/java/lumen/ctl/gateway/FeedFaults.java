package lumen.ctl.gateway;

/**
 * Which share of the outcomes goes wrong on its way, 0..1 each.
 *
 * @param lost never come
 * @param late come after they were given up
 * @param doubled come twice
 * @param diverted ran the baseline, whatever was decided
 * @param repeated requests that are asked again
 */
public record FeedFaults(
    double lost, double late, double doubled, double diverted, double repeated) {
  /** One of a hundred each. */
  public static final FeedFaults USUAL = new FeedFaults(0.01, 0.01, 0.01, 0.01, 0.01);

  /** None. */
  public static final FeedFaults NONE = new FeedFaults(0, 0, 0, 0, 0);

  /** Checks the shares. */
  public FeedFaults {
    double all = lost + late + doubled + diverted;
    boolean shares =
        lost >= 0 && late >= 0 && doubled >= 0 && diverted >= 0 && repeated >= 0 && repeated <= 1;
    if (!shares || !(all <= 1)) {
      throw new IllegalArgumentException(
          "shares must be 0 or more, and 1 at most together: lost=%s late=%s doubled=%s diverted=%s repeated=%s"
              .formatted(lost, late, doubled, diverted, repeated));
    }
  }
}
