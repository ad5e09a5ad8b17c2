package lumen.event;

/**
 * A readable event that came after its stream's line had passed its time.
 *
 * @param stream name of the input stream
 * @param source event source
 * @param position where the line stands
 * @param micros event time, microseconds since the epoch
 * @param behindMicros how far behind the line the event was, microseconds
 * @param raw the line, at most {@link EventLimits#MAX_RAW_BYTES} of it
 */
public record LateEvent(
    String stream, String source, Position position, long micros, long behindMicros, String raw)
    implements Envelope {}
