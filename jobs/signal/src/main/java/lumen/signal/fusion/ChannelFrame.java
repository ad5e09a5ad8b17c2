package lumen.signal.fusion;

/**
 * One expected channel at one grid step, for people who tune. NaN stands for a value that is not
 * given; nis, rho1 and what follows but the envelope exist only where the channel has statistics.
 *
 * @param ts time of the step in seconds since the epoch
 * @param tenant tenant
 * @param grid grid index
 * @param channel source and key
 * @param present whether the channel has an aligned value at the step
 * @param lag lag in steps
 * @param d phase difference to the others in cycles
 * @param x filtered phase difference in cycles
 * @param q variance of the random walk, cycles squared
 * @param r variance of a measurement, cycles squared
 * @param nis mean normalised innovation squared of the window
 * @param rho1 lag-1 autocorrelation of the innovations
 * @param consistent whether both are inside their 95 % band; false without statistics
 * @param coherence phase locking, 0 to 1
 * @param chance coherence that unlocked phases stay below in 95 % of cases
 * @param ppc pairwise phase consistency
 * @param phaseDiff mean magnitude of x in cycles
 * @param entropyRatio 0 locked to 1 none
 * @param harmony envelope correlation mapped to 0..1
 * @param envelope envelope in units of the channel
 */
public record ChannelFrame(
    double ts,
    String tenant,
    long grid,
    ChannelId channel,
    boolean present,
    double lag,
    double d,
    double x,
    double q,
    double r,
    double nis,
    double rho1,
    boolean consistent,
    double coherence,
    double chance,
    double ppc,
    double phaseDiff,
    double entropyRatio,
    double harmony,
    double envelope) {}
