package lumen.signal.profile;

import java.io.IOException;
import java.util.Arrays;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * The variance of a sequence by octaves of frequency: the Haar wavelet variance (D. B. Percival, On
 * estimation of the wavelet variance, Biometrika 82, 1995). Level j compares the means of two
 * neighbouring blocks of 2^j samples; half their difference, squared and averaged, is what the
 * frequencies about 0.74 / 2^(j+1) of the sampling rate contribute to the variance. A sine shows in
 * its level and its neighbours, white noise halves from level to level, a drift doubles or more.
 *
 * <p>Cost: two levels for each sample in the mean; state: two numbers for each level.
 */
final class OctaveVariance {
  /** The longest blocks are of 2^18 samples. */
  private static final int LEVELS = 18;

  private final double[] pending = new double[LEVELS];
  private final double[] energy = new double[LEVELS];
  private long samples;

  /** Takes a finite value. */
  void accept(double value) {
    double mean = value;
    long blocks = samples++;
    for (int level = 0; level < LEVELS; level++) {
      if ((blocks & 1) == 0) {
        pending[level] = mean;
        return;
      }
      double half = (pending[level] - mean) / 2;
      energy[level] += half * half;
      mean = (pending[level] + mean) / 2;
      blocks >>= 1;
    }
  }

  /**
   * What each octave contributes, in squares of the value's unit, from the highest on: as many as
   * have a whole pair of blocks.
   */
  double[] byOctave() {
    double[] variance = new double[used()];
    for (int level = 0; level < variance.length; level++) {
      variance[level] = energy[level] / (samples >> (level + 1));
    }
    return variance;
  }

  private int used() {
    return Math.min(LEVELS, Math.max(0, 63 - Long.numberOfLeadingZeros(samples)));
  }

  void write(StateWriter out) throws IOException {
    int kept = Math.min(LEVELS, used() + 1);
    out.writeLong(samples);
    out.write(pending, kept);
    out.write(energy, kept);
  }

  void read(StateReader in) {
    samples = in.readLong();
    int kept = Math.min(LEVELS, used() + 1);
    System.arraycopy(in.readDoubles(kept), 0, pending, 0, kept);
    System.arraycopy(in.readDoubles(kept), 0, energy, 0, kept);
  }

  @Override
  public String toString() {
    return Arrays.toString(byOctave());
  }
}
