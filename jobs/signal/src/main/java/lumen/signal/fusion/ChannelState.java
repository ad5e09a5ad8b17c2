package lumen.signal.fusion;

/**
 * What a tenant's fusion keeps of one channel between steps, for people who look into state.
 *
 * @param channel source and key
 * @param lagSteps lag in steps, fractional
 * @param x filtered phase difference in cycles
 * @param p variance of x, cycles squared
 * @param q variance of the random walk per step, cycles squared
 * @param r variance of a measurement, cycles squared
 * @param lastPresentStep last step at which it had an aligned value; {@link Long#MIN_VALUE} if none
 */
public record ChannelState(
    ChannelId channel,
    double lagSteps,
    double x,
    double p,
    double q,
    double r,
    long lastPresentStep) {}
