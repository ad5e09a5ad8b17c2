package lumen.runtime.lines;

import java.io.Serializable;

/**
 * The steps of event time that an output goes by, such as those of a grid, numbered from the epoch.
 */
public interface Steps extends Serializable {
  /** The last step at or before a time, microseconds since the epoch. */
  long floorStep(long micros);

  /** The time of a step in microseconds since the epoch, rounded down. */
  long floorMicros(long step);
}
