package lumen.event;

/**
 * A text event.
 *
 * @param stream name of the input stream
 * @param tenant group it belongs to
 * @param source event source
 * @param key channel key
 * @param micros event time, microseconds since the epoch
 * @param text the text
 * @param position where the line stands
 */
public record Fact(
    String stream,
    String tenant,
    String source,
    String key,
    long micros,
    String text,
    Position position)
    implements Envelope {}
