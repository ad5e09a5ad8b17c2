package lumen.connectors.live;

import java.io.Serializable;

/**
 * The times at which somebody behind the live inputs waits for their line, such as the ends of the
 * steps of a grid. They say when to look at the inputs; what is read does not depend on them.
 */
@FunctionalInterface
public interface LineMarks extends Serializable {
  /** Nobody waits for anything: inputs are looked at now and then. */
  LineMarks NONE = lineMicros -> Long.MAX_VALUE;

  /**
   * The first time beyond another that somebody waits for.
   *
   * @param lineMicros where the line is, microseconds since the epoch
   * @return where the line must be for the next of them, microseconds, greater than the argument
   */
  long next(long lineMicros);
}
