package lumen.connectors.replay;

import java.io.Serializable;
import java.util.Map;
import lumen.event.KeyFilter;
import lumen.event.SourceClock;

/**
 * How recordings are read.
 *
 * @param outOfOrdernessMicros how far events of a stream may come out of order, microseconds
 * @param sourceIdleMicros an event source this far behind its stream's newest event no longer holds
 *     the line
 * @param maxAheadMicros an event this far ahead of its stream's newest is not believed at first
 * @param maxChannels channels a tenant may have
 * @param sources settings of the event sources that have their own
 * @param acceptUnknownSources whether events of other sources are taken
 * @param speed event seconds per second; 0 is as fast as possible
 * @param follow whether a file's end is waited at for more
 */
public record ReplayOptions(
    long outOfOrdernessMicros,
    long sourceIdleMicros,
    long maxAheadMicros,
    int maxChannels,
    Map<String, SourceRule> sources,
    boolean acceptUnknownSources,
    double speed,
    boolean follow)
    implements Serializable {

  /**
   * Settings of one event source.
   *
   * @param keys which of its channels are selected
   * @param clock correction of its time stamps
   */
  public record SourceRule(KeyFilter keys, SourceClock clock) implements Serializable {
    /** Takes everything as it is. */
    public static final SourceRule PLAIN = new SourceRule(KeyFilter.ALL, SourceClock.NONE);
  }

  /** Checks the ranges. */
  public ReplayOptions {
    if (outOfOrdernessMicros < 0
        || sourceIdleMicros <= 0
        || maxAheadMicros <= 0
        || maxChannels < 1) {
      throw new IllegalArgumentException(
          "times must be positive: outOfOrdernessMicros="
              + outOfOrdernessMicros
              + " sourceIdleMicros="
              + sourceIdleMicros
              + " maxAheadMicros="
              + maxAheadMicros
              + " maxChannels="
              + maxChannels);
    }
    if (!(speed >= 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException("speed must be >= 0 and finite: " + speed);
    }
  }

  /** The options of a source, or null where unknown sources are not taken. */
  SourceRule rule(String source) {
    SourceRule rule = sources.get(source);
    return rule != null ? rule : acceptUnknownSources ? SourceRule.PLAIN : null;
  }
}
