package lumen.overlay.tenant;

import lumen.event.Position;

/**
 * When a line happens, and where it stands.
 *
 * @param clockMicros the clock of its log at the line, microseconds since the epoch
 * @param clamped whether the line's own time is behind the clock
 * @param inDoubt whether it is too far ahead of it
 * @param log the log that it stands in: a recording, or a partition of a topic
 * @param stream name of its stream
 * @param position where it stands
 */
public record LineMoment(
    long clockMicros,
    boolean clamped,
    boolean inDoubt,
    String log,
    String stream,
    Position position) {}
