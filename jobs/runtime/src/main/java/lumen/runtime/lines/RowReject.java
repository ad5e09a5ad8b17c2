package lumen.runtime.lines;

import lumen.event.Position;

/**
 * A line or command that was not taken.
 *
 * @param reason code of the reason
 * @param detail what was wrong and what would be right, for a person
 * @param stream name of the input
 * @param position where it stands
 * @param raw the line, as far as it may be shown
 */
public record RowReject(
    String reason, String detail, String stream, Position position, String raw) {}
