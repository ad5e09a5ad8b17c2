package lumen.runtime.notice;

import java.util.Objects;
import lumen.event.LateEvent;

/** What came too late to be used. */
public sealed interface LateNotice {
  /** An event behind its stream's line. */
  record OfEvent(LateEvent event) implements LateNotice {
    /** Checks that it is there. */
    public OfEvent {
      Objects.requireNonNull(event, "event");
    }
  }

  /**
   * A sample that came behind what its channel had consumed already.
   *
   * @param stream name of the input stream
   * @param tenant group it belongs to
   * @param source event source
   * @param key channel key
   * @param micros event time, microseconds since the epoch
   * @param value its value, in units of the channel
   */
  record OfSample(
      String stream, String tenant, String source, String key, long micros, double value)
      implements LateNotice {}

  /**
   * A text event that came behind what its tenant had seen already.
   *
   * @param stream name of the input stream
   * @param tenant group it belongs to
   * @param source event source
   * @param key channel key
   * @param micros event time, microseconds since the epoch
   * @param text the text
   */
  record OfText(String stream, String tenant, String source, String key, long micros, String text)
      implements LateNotice {}
}
