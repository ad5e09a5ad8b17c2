package lumen.event;

import java.util.SortedMap;

/**
 * Cumulative counts of one event source of one stream, or of the stream itself where a line does
 * not tell its source. Of several records of one (stream, source) the one with the most {@code
 * received} holds.
 *
 * @param stream name of the input stream
 * @param source event source, or the stream's name
 * @param counts what became of the events
 * @param rejects rejected events by reason code
 * @param ignoredElements elements of arrays and objects that are no finite numbers, or mean nothing
 * @param clamped accepted events whose sender's time was not believed, and gave way to their
 *     arrival
 * @param fromMicros earliest accepted event time that is believed, Long.MAX_VALUE if none
 * @param toMicros latest accepted event time that is believed, Long.MIN_VALUE if none
 * @param firstLate where the first late event stands, or null
 * @param longestLate the longest run of events that came late one after another, or null
 * @param resets how often the source's clock was reset and it continued
 * @param ungrouped used events that lack a field which says of which group they are
 */
public record Account(
    String stream,
    String source,
    Counts counts,
    SortedMap<String, Long> rejects,
    long ignoredElements,
    long clamped,
    long fromMicros,
    long toMicros,
    Position firstLate,
    LateRun longestLate,
    ClockResets resets,
    long ungrouped)
    implements Envelope {

  /** An account of a source all of whose events say of which group they are. */
  public Account(
      String stream,
      String source,
      Counts counts,
      SortedMap<String, Long> rejects,
      long ignoredElements,
      long clamped,
      long fromMicros,
      long toMicros,
      Position firstLate,
      LateRun longestLate,
      ClockResets resets) {
    this(
        stream,
        source,
        counts,
        rejects,
        ignoredElements,
        clamped,
        fromMicros,
        toMicros,
        firstLate,
        longestLate,
        resets,
        0);
  }

  /** An account of which nothing more is known about lateness and clock. */
  public Account(
      String stream,
      String source,
      Counts counts,
      SortedMap<String, Long> rejects,
      long ignoredElements,
      long clamped,
      long fromMicros,
      long toMicros,
      Position firstLate) {
    this(
        stream,
        source,
        counts,
        rejects,
        ignoredElements,
        clamped,
        fromMicros,
        toMicros,
        firstLate,
        null,
        ClockResets.NONE);
  }

  /**
   * Events by fate: received = used + rejected + late + filtered + dropped + invalid.
   *
   * @param received events read
   * @param used accepted, with a sample or a text that goes on
   * @param rejected see {@link RejectReason}
   * @param late behind the stream's line
   * @param filtered accepted, but no channel of them is selected
   * @param dropped lost to a full queue (live inputs)
   * @param invalid accepted, but no value of a selected channel means anything
   */
  public record Counts(
      long received,
      long used,
      long rejected,
      long late,
      long filtered,
      long dropped,
      long invalid) {
    /** Counts of events whose values all mean something. */
    public Counts(long received, long used, long rejected, long late, long filtered, long dropped) {
      this(received, used, rejected, late, filtered, dropped, 0);
    }

    /** Checks that every event received is accounted for. */
    public Counts {
      if (received != used + rejected + late + filtered + dropped + invalid) {
        throw new IllegalArgumentException(
            "received must be used + rejected + late + filtered + dropped + invalid: received="
                + received
                + " used="
                + used
                + " rejected="
                + rejected
                + " late="
                + late
                + " filtered="
                + filtered
                + " dropped="
                + dropped
                + " invalid="
                + invalid);
      }
    }
  }
}
