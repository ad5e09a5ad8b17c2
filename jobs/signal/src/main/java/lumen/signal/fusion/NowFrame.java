package lumen.signal.fusion;

/**
 * What is known of a step of one tenant a moment after its time. NaN stands for a value that is not
 * given.
 *
 * @param ts time of the step in seconds since the epoch
 * @param tenant tenant
 * @param grid grid index
 * @param mode which sides it was made from
 * @param order Kuramoto order of the provisional phases, 0 to 1
 * @param phaseDiff mean phase difference in cycles, 0 to 0.5
 * @param coherence phase locking, 0 to 1
 * @param entropyRatio entropy of the phase differences, 0 locked to 1 none
 * @param streamsFresh channels that were heard of late
 * @param streamsTotal channels that were fresh within the window
 * @param errorP50 weighted mean of the median errors of the channels it rests on, in cycles
 * @param errorP90 the same of the 90th percentiles
 * @param horizonS how old the newest differences are when it is made, in seconds: the delay, and
 *     the largest lag that has to be waited for
 */
public record NowFrame(
    double ts,
    String tenant,
    long grid,
    Mode mode,
    double order,
    double phaseDiff,
    double coherence,
    double entropyRatio,
    int streamsFresh,
    int streamsTotal,
    double errorP50,
    double errorP90,
    double horizonS) {}
