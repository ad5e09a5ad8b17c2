package lumen.governance.figure;

/**
 * Minutes of a time.
 *
 * @param up that were up
 * @param down that were down
 * @param minutes all since the first sample, up to the newest one while not silent
 */
public record Uptime(long up, long down, long minutes) {
  /** Of no time. */
  public static final Uptime NONE = new Uptime(0, 0, 0);

  /** Minutes of which is known whether they were up. */
  public long known() {
    return up + down;
  }

  /** Share that was up; NaN where none is known. */
  public double share() {
    return known() == 0 ? Double.NaN : (double) up / known();
  }

  /** Share that is known, at most 1; 0 of no minute. */
  public double coverage() {
    return minutes <= 0 ? 0 : Math.min(1, (double) known() / minutes);
  }
}
