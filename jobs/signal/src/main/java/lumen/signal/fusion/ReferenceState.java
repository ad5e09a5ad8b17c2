package lumen.signal.fusion;

/**
 * A value of the reference engine that a tenant's fusion holds, stale or not.
 *
 * @param which which value
 * @param micros its time in microseconds since the epoch
 * @param value the value
 */
public record ReferenceState(UreValue which, long micros, double value) {}
