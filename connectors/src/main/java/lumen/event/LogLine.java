package lumen.event;

/**
 * A line of the log of decided events, for a capture.
 *
 * @param json the line without its line end
 */
public record LogLine(String json) implements Envelope {}
