package lumen.fusion.sink;

import lumen.runtime.lines.Steps;
import lumen.signal.grid.TargetGrid;

/**
 * The steps of the fusion.
 *
 * @param grid its grid
 */
public record GridSteps(TargetGrid grid) implements Steps {
  private static final long serialVersionUID = 1L;

  @Override
  public long floorStep(long micros) {
    return grid.floorStep(micros);
  }

  @Override
  public long floorMicros(long step) {
    return grid.floorMicros(step);
  }
}
