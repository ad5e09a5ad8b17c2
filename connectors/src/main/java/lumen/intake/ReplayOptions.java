package lumen.intake;

import java.io.Serializable;
import java.util.Map;
import lumen.event.KeyFilter;
import lumen.event.SourceClock;
import lumen.pattern.PatternTable;

/**
 * How recordings are read.
 *
 * @param outOfOrdernessMicros how far events of a stream may come out of order, microseconds
 * @param sourceIdleMicros an event source no longer holds the line when its stream has made more
 *     progress than this without it; a jump of time beyond it is in doubt
 * @param maxSkewMicros an event source further than this behind the newest does not hold the line
 * @param maxAheadMicros an event in doubt further than this ahead of its stream's newest is not
 *     used before its time is believed
 * @param maxChannels channels a tenant may have
 * @param sources settings of the event sources that have their own, by name or pattern
 * @param acceptUnknownSources whether events of other sources are taken
 * @param speed event seconds per second; 0 is as fast as possible
 * @param follow whether a file's end is waited at for more
 */
public record ReplayOptions(
    long outOfOrdernessMicros,
    long sourceIdleMicros,
    long maxSkewMicros,
    long maxAheadMicros,
    int maxChannels,
    PatternTable<SourceRule> sources,
    boolean acceptUnknownSources,
    double speed,
    boolean follow)
    implements Serializable {

  /**
   * Settings of one event source.
   *
   * @param keys which of its channels are selected
   * @param clock correction of its time stamps
   * @param onReset what becomes of its events when its clock goes back
   * @param packets whether an array holds consecutive samples of one channel
   */
  public record SourceRule(KeyFilter keys, SourceClock clock, OnReset onReset, boolean packets)
      implements Serializable {
    /** Takes everything as it is. */
    public static final SourceRule PLAIN = new SourceRule(KeyFilter.ALL, SourceClock.NONE);

    /** The rule of a source whose events are late after a reset of its clock. */
    public SourceRule(KeyFilter keys, SourceClock clock) {
      this(keys, clock, OnReset.LATE);
    }

    /** The rule of a source whose arrays hold one sample of each of several channels. */
    public SourceRule(KeyFilter keys, SourceClock clock, OnReset onReset) {
      this(keys, clock, onReset, false);
    }
  }

  /** What becomes of the events of a source whose clock was reset. */
  public enum OnReset {
    /** They are late. */
    LATE,
    /** Its times are shifted to go on where the stream is, in a new segment. */
    CONTINUE
  }

  /** Options whose event sources are given by their names. */
  public ReplayOptions(
      long outOfOrdernessMicros,
      long sourceIdleMicros,
      long maxSkewMicros,
      long maxAheadMicros,
      int maxChannels,
      Map<String, SourceRule> sources,
      boolean acceptUnknownSources,
      double speed,
      boolean follow) {
    this(
        outOfOrdernessMicros,
        sourceIdleMicros,
        maxSkewMicros,
        maxAheadMicros,
        maxChannels,
        PatternTable.of(sources),
        acceptUnknownSources,
        speed,
        follow);
  }

  /** Checks the ranges. */
  public ReplayOptions {
    if (outOfOrdernessMicros < 0
        || sourceIdleMicros <= 0
        || maxSkewMicros <= 0
        || maxAheadMicros <= 0
        || maxChannels < 1) {
      throw new IllegalArgumentException(
          "times must be positive: outOfOrdernessMicros="
              + outOfOrdernessMicros
              + " sourceIdleMicros="
              + sourceIdleMicros
              + " maxSkewMicros="
              + maxSkewMicros
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
    SourceRule rule = sources.find(source);
    return rule != null ? rule : acceptUnknownSources ? SourceRule.PLAIN : null;
  }
}
