package lumen.signal.bridge;

/**
 * What the bridge reads of a fused frame. NaN stands for a value that is not given.
 *
 * @param coherence phase locking, 0 to 1
 * @param harmony envelope correlation mapped to 0..1
 * @param phaseDiff mean phase difference in cycles, 0 to 0.5
 * @param entropyRatio 0 locked to 1 none
 * @param syncQuality completeness times coherence, 0 to 1
 */
public record BridgeFrame(
    double coherence, double harmony, double phaseDiff, double entropyRatio, double syncQuality) {}
