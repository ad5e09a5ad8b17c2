package lumen.event;

/**
 * A line that was not taken.
 *
 * @param reason why
 * @param detail what was wrong and what would be right, for a person
 * @param stream name of the input stream
 * @param source event source, or null where the line does not tell
 * @param position where the line stands
 * @param raw the line, at most {@link EventLimits#MAX_RAW_BYTES} of it
 */
public record Reject(
    RejectReason reason, String detail, String stream, String source, Position position, String raw)
    implements Envelope {}
