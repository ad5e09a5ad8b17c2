package lumen.signal.fusion;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the mode degrade repeats of the last frame of mode fused, sensors_only or ure_only.
 *
 * @param step its grid index
 */
record HeldFrame(
    long step, double phaseDiff, double harmony, double coherence, double entropyRatio) {

  /** No frame was ever held. */
  static final HeldFrame NONE =
      new HeldFrame(Long.MIN_VALUE, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  boolean exists() {
    return step != Long.MIN_VALUE;
  }

  /** The coherence, falling linearly to 0 in W steps. */
  double fadedCoherence(long atStep, long windowSteps) {
    double left = Math.max(0, 1 - (double) (atStep - step) / windowSteps);
    return coherence * left;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(step);
    out.writeDouble(phaseDiff);
    out.writeDouble(harmony);
    out.writeDouble(coherence);
    out.writeDouble(entropyRatio);
  }

  static HeldFrame readFrom(DataInput in) throws IOException {
    return new HeldFrame(
        in.readLong(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
  }
}
