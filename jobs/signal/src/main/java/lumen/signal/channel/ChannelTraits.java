package lumen.signal.channel;

import java.io.Serializable;
import lumen.signal.clip.RecentValues;
import lumen.signal.cycle.AngleUnit;
import lumen.signal.regularise.OnsetIntervals;

/**
 * What is known of a channel's values.
 *
 * @param angle the unit of its angles, which are unwrapped; {@link AngleUnit#NONE} for other values
 * @param onset which intervals of a point process are phases
 * @param minDistinct with fewer different raw values in the clip window there is no phase; 0: any
 */
public record ChannelTraits(AngleUnit angle, OnsetIntervals onset, int minDistinct)
    implements Serializable {
  /** Nothing. */
  public static final ChannelTraits NONE = new ChannelTraits(AngleUnit.NONE, OnsetIntervals.ALL, 0);

  private static final long serialVersionUID = 1L;

  /** Checks that all is given. */
  public ChannelTraits {
    if (angle == null || onset == null) {
      throw new IllegalArgumentException("must be given: angle=" + angle + " onset=" + onset);
    }
    if (minDistinct < 0 || minDistinct > RecentValues.MOST) {
      throw new IllegalArgumentException(
          "min_distinct must be 0 to " + RecentValues.MOST + ": " + minDistinct);
    }
  }

  /** The same of angles. */
  public ChannelTraits withAngle(AngleUnit other) {
    return new ChannelTraits(other, onset, minDistinct);
  }

  /** The same of onsets. */
  public ChannelTraits withOnset(OnsetIntervals other) {
    return new ChannelTraits(angle, other, minDistinct);
  }

  /** The same with another least number of different values. */
  public ChannelTraits withMinDistinct(int other) {
    return new ChannelTraits(angle, onset, other);
  }
}
