package lumen.event;

import java.io.Serializable;

/** Corrects the time stamps of one event source. */
@FunctionalInterface
public interface SourceClock extends Serializable {
  /** Leaves every time as it is. */
  SourceClock NONE = (micros, firstMicros) -> micros;

  /**
   * The corrected time.
   *
   * @param micros time by the source's clock, microseconds since the epoch
   * @param firstMicros the source's first accepted event by its own clock
   */
  long correct(long micros, long firstMicros);
}
