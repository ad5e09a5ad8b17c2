package lumen.signal.channel;

import java.io.Serializable;
import lumen.signal.cycle.AngleUnit;
import lumen.signal.regularise.OnsetIntervals;

/**
 * What is known of a channel's values.
 *
 * @param angle the unit of its angles, which are unwrapped; {@link AngleUnit#NONE} for other values
 * @param onset which intervals of a point process are phases
 */
public record ChannelTraits(AngleUnit angle, OnsetIntervals onset) implements Serializable {
  /** Nothing. */
  public static final ChannelTraits NONE = new ChannelTraits(AngleUnit.NONE, OnsetIntervals.ALL);

  private static final long serialVersionUID = 1L;

  /** Checks that all is given. */
  public ChannelTraits {
    if (angle == null || onset == null) {
      throw new IllegalArgumentException("must be given: angle=" + angle + " onset=" + onset);
    }
  }

  /** The same of angles. */
  public ChannelTraits withAngle(AngleUnit other) {
    return new ChannelTraits(other, onset);
  }

  /** The same of onsets. */
  public ChannelTraits withOnset(OnsetIntervals other) {
    return new ChannelTraits(angle, other);
  }
}
