package lumen.signal.loop;

/**
 * The phase error at a tick of the reference.
 *
 * @param micros time of the tick
 * @param e phase of the reference minus that of the bridge in cycles, (-0.5, 0.5]; NaN if the
 *     bridge had no phase then
 * @param usableFrom the own tick at or after this time is corrected by it
 * @param rateHz the rate to have, as the reference's intervals tell it then; NaN if not known
 */
record Measurement(long micros, double e, long usableFrom, double rateHz) {}
