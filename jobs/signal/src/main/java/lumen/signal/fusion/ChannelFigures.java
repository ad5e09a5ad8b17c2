package lumen.signal.fusion;

import lumen.signal.kalman.Consistency;
import lumen.signal.phase.ChanceLevel;

/**
 * Figures of a channel that only its own frame carries.
 *
 * @param consistency whether the filter fits its innovations
 * @param chance scale on which the coherence is read
 */
record ChannelFigures(Consistency consistency, ChanceLevel chance) {

  /** The figures of a channel at its newest difference. */
  static ChannelFigures of(FusedChannel c) {
    return c.described
        ? new ChannelFigures(c.window.consistency(), c.chance)
        : new ChannelFigures(Consistency.NONE, ChanceLevel.NONE);
  }
}
