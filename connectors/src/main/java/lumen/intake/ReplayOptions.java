package lumen.intake;

import java.io.Serializable;
import java.util.Map;
import lumen.event.EventForm;
import lumen.event.InvalidValues;
import lumen.event.KeyFilter;
import lumen.event.SourceClock;
import lumen.event.SourceForm;
import lumen.event.StreamForm;
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
 * @param streams how the lines of streams are written that have their own way, by name or pattern
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
    boolean follow,
    PatternTable<StreamForm> streams)
    implements Serializable {

  /**
   * Settings of one event source.
   *
   * @param keys which of its channels are selected
   * @param clock correction of its time stamps
   * @param onReset what becomes of its events when its clock goes back
   * @param invalid values that mean nothing
   * @param form how its events are written
   * @param packets whether an array holds consecutive samples of one channel
   */
  public record SourceRule(
      KeyFilter keys,
      SourceClock clock,
      OnReset onReset,
      InvalidValues invalid,
      SourceForm form,
      boolean packets)
      implements Serializable {
    /** Takes everything as it is. */
    public static final SourceRule PLAIN = new SourceRule(KeyFilter.ALL, SourceClock.NONE);

    /** The rule of a source whose events are late after a reset of its clock. */
    public SourceRule(KeyFilter keys, SourceClock clock) {
      this(keys, clock, OnReset.LATE);
    }

    /** The rule of a source whose values all mean something, and are as they are written. */
    public SourceRule(KeyFilter keys, SourceClock clock, OnReset onReset) {
      this(keys, clock, onReset, false);
    }

    /** The same of a source that may send packets. */
    public SourceRule(KeyFilter keys, SourceClock clock, OnReset onReset, boolean packets) {
      this(keys, clock, onReset, InvalidValues.NONE, SourceForm.PLAIN, packets);
    }

    /** The rule of a source whose arrays hold one sample of each of several channels. */
    public SourceRule(
        KeyFilter keys,
        SourceClock clock,
        OnReset onReset,
        InvalidValues invalid,
        SourceForm form) {
      this(keys, clock, onReset, invalid, form, false);
    }
  }

  /** What becomes of the events of a source whose clock was reset. */
  public enum OnReset {
    /** They are late. */
    LATE,
    /** Its times are shifted to go on where the stream is, in a new segment. */
    CONTINUE
  }

  /** Options of streams whose events tell everything themselves. */
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
        follow,
        PatternTable.of(Map.of()));
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

  /** How the events of a stream are written. */
  EventForm form(String stream) {
    return new EventForm(streamForm(stream), SourceForms.of(sources));
  }

  /** How the events of a log are written, whose lines have one form whatever they came from. */
  EventForm formOfLog() {
    return new EventForm(StreamForm.PLAIN, SourceForms.of(sources));
  }

  /** That of the stream, else that of the folder it lies in. */
  private StreamForm streamForm(String stream) {
    StreamForm own = streams.find(stream);
    int folder = stream.lastIndexOf('/');
    StreamForm form = own == null && folder > 0 ? streams.find(stream.substring(0, folder)) : own;
    return form == null ? StreamForm.PLAIN : form;
  }

  /** The options of a source, or null where unknown sources are not taken. */
  SourceRule rule(String source) {
    SourceRule rule = sources.find(source);
    return rule != null ? rule : acceptUnknownSources ? SourceRule.PLAIN : null;
  }
}
