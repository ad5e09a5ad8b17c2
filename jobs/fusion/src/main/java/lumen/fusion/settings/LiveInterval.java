package lumen.fusion.settings;

import lumen.signal.grid.TargetGrid;

/**
 * Which frames outputs are handed that show what is now: those of every n-th step of the grid. The
 * index of the step decides alone, so it is the same frames in a replay, after a restore and at any
 * speed. What is kept (files, topics, a table) gets every frame.
 *
 * @param steps n, 1 for every frame
 */
public record LiveInterval(long steps) {
  private static final long MILLIS_PER_S = 1_000;

  /** Checks the number. */
  public LiveInterval {
    if (steps < 1) {
      throw new IllegalArgumentException("an interval must be of 1 step at least, is " + steps);
    }
  }

  /**
   * The least interval of whole steps that is not shorter than a time.
   *
   * @param tickMs milliseconds; 0 for every frame
   */
  static LiveInterval of(int tickMs, TargetGrid grid) {
    long perStep = MILLIS_PER_S * grid.den();
    return new LiveInterval(Math.max(1, -Math.floorDiv(-tickMs * grid.num(), perStep)));
  }

  /** Whether the frame of a step is handed out. */
  public boolean has(long step) {
    return Math.floorMod(step, steps) == 0;
  }
}
