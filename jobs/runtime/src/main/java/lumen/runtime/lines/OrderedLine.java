package lumen.runtime.lines;

/**
 * A finished line and its place in the order of all lines, as savepoints keep what waits.
 *
 * @param micros event time of its step, microseconds since the epoch, rounded down
 * @param step grid index
 * @param tenant tenant
 * @param id place within the tenant's step; empty for frames
 * @param line the line without its line end
 */
public record OrderedLine(long micros, long step, String tenant, String id, String line) {}
