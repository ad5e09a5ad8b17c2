package lumen.signal.loop;

/**
 * A calibration that was made.
 *
 * @param what which, for people
 * @param phaseDiffP95 95th percentile of the phase error's magnitude over 5 min, in cycles
 * @param phaseDiffMean its mean, in cycles
 * @param baseTickMs base tick from now on
 * @param kpShift what is added to kp from now on
 * @param kiShift what is added to ki from now on
 */
public record Calibration(
    String what,
    double phaseDiffP95,
    double phaseDiffMean,
    double baseTickMs,
    double kpShift,
    double kiShift) {}
