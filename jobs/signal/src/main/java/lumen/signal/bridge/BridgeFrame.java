package lumen.signal.bridge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import lumen.signal.protocol.StopCondition;

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
    double coherence, double harmony, double phaseDiff, double entropyRatio, double syncQuality) {

  /** No frame is known. */
  static final BridgeFrame NONE =
      new BridgeFrame(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /** The same without what is not finite. */
  BridgeFrame finite() {
    return new BridgeFrame(
        finite(coherence),
        finite(harmony),
        finite(phaseDiff),
        finite(entropyRatio),
        finite(syncQuality));
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /** The first of some conditions that the frame meets. */
  Optional<StopCondition> firstMet(List<StopCondition> conditions) {
    for (StopCondition condition : conditions) {
      if (condition.holds(of(condition.metric()))) {
        return Optional.of(condition);
      }
    }
    return Optional.empty();
  }

  private double of(String metric) {
    return switch (metric) {
      case "coherence_level" -> coherence;
      case "harmony_index" -> harmony;
      case "phase_diff_mean" -> phaseDiff;
      case "entropy_ratio" -> entropyRatio;
      case "sync_quality" -> syncQuality;
      default -> throw new IllegalArgumentException("metric must be one of a frame: " + metric);
    };
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeDouble(coherence);
    out.writeDouble(harmony);
    out.writeDouble(phaseDiff);
    out.writeDouble(entropyRatio);
    out.writeDouble(syncQuality);
  }

  static BridgeFrame readFrom(DataInput in) throws IOException {
    return new BridgeFrame(
        in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
  }
}
