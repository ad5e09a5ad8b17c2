package lumen.signal.channel;

import java.io.Serializable;
import lumen.signal.cycle.AngleUnit;

/**
 * What is known of a channel's values.
 *
 * @param angle the unit of its angles, which are unwrapped; {@link AngleUnit#NONE} for other values
 */
public record ChannelTraits(AngleUnit angle) implements Serializable {
  /** Nothing. */
  public static final ChannelTraits NONE = new ChannelTraits(AngleUnit.NONE);

  private static final long serialVersionUID = 1L;

  /** Checks that it is given. */
  public ChannelTraits {
    if (angle == null) {
      throw new IllegalArgumentException("angle must be given: null");
    }
  }
}
