package lumen.signal.protocol;

import java.util.Map;

/**
 * A passage from one state to another.
 *
 * @param micros time
 * @param from state before
 * @param to state after
 * @param cause why, for people
 * @param values every value that was read, in a fixed order, and {@code held_s}: for how long the
 *     condition held, in seconds
 */
public record Transition(
    long micros, BridgeState from, BridgeState to, String cause, Map<String, Double> values) {}
