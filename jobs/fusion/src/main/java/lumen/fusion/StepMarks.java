package lumen.fusion;

import lumen.connectors.live.LineMarks;
import lumen.runtime.state.Frontier;
import lumen.signal.grid.TargetGrid;

/**
 * The times at which a step of the fusion begins or is complete: then its frames can leave, and the
 * ticks that lie before it.
 *
 * @param grid the steps
 * @param horizonMicros how far the line is past a step when it is complete
 */
record StepMarks(TargetGrid grid, long horizonMicros) implements LineMarks {
  private static final long serialVersionUID = 1L;
  private static final long MICROS_PER_MILLI = 1_000;

  @Override
  public long next(long lineMicros) {
    return Math.min(next(lineMicros, 0), next(lineMicros, horizonMicros));
  }

  /**
   * Where the frontier of the line's watermark, whole milliseconds, is first past the next step.
   */
  private long next(long lineMicros, long behindMicros) {
    long frontier = Math.floorDiv(lineMicros, MICROS_PER_MILLI) * MICROS_PER_MILLI;
    long step = grid.floorStep(frontier - behindMicros - 1) + 1;
    long complete = Math.addExact(grid.ceilMicros(step), behindMicros);
    return (Frontier.watermarkPast(complete) + 1) * MICROS_PER_MILLI;
  }
}
