package lumen.fusion.align;

/**
 * A channel whose samples come faster than it can be regularised.
 *
 * @param wantedHz the integer rate of its samples in Hz
 * @param usedHz the rate that is used instead, 4096 times the target rate
 */
record RateLimit(int wantedHz, int usedHz) {}
