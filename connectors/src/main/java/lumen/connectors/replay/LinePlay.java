package lumen.connectors.replay;

import java.io.Serializable;
import lumen.intake.IntakeMaker;
import lumen.intake.ReplayOptions;

/**
 * How recordings are played.
 *
 * @param intakes who takes their lines
 * @param speed event seconds per second; 0 is as fast as possible
 * @param follow whether a file's end is waited at for more
 */
public record LinePlay(IntakeMaker intakes, double speed, boolean follow) implements Serializable {
  /** Checks the range. */
  public LinePlay {
    if (!(speed >= 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException("speed must be >= 0 and finite: " + speed);
    }
  }

  /** Recordings of events. */
  public static LinePlay of(ReplayOptions options) {
    return new LinePlay(IntakeMaker.ofEvents(options), options.speed(), options.follow());
  }
}
