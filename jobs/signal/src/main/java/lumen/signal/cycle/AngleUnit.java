package lumen.signal.cycle;

/** What a channel's angles are measured in. */
public enum AngleUnit {
  /** The values are no angles. */
  NONE(Double.NaN),
  /** A turn is 360. */
  DEGREES(360),
  /** A turn is 2 pi. */
  RADIANS(2 * Math.PI),
  /** A turn is 1. */
  CYCLES(1);

  private final double turn;

  AngleUnit(double turn) {
    this.turn = turn;
  }

  /** A whole turn, in this unit. */
  public double turn() {
    return turn;
  }
}
