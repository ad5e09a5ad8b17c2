package lumen.serve.limit;

/**
 * How often somebody may ask.
 *
 * @param perSecond requests a second that may go on for ever
 * @param burst requests at once, behind a pause
 */
public record RequestRate(double perSecond, int burst) {
  public RequestRate {
    if (!(perSecond > 0) || burst < 1) {
      throw new IllegalArgumentException(
          "must be above 0, and at least 1: per_second=" + perSecond + " burst=" + burst);
    }
  }
}
