package lumen.ctl.notes;

import lumen.ctl.account.ObservedChannel;
import lumen.signal.profile.ProfileFigures.Phases;

/**
 * Where the variance of a channel lies, by octaves of frequency.
 *
 * @param octaves what each contributes, in squares of the value's unit, from the highest on
 * @param rateHz samples a second
 * @param withinBand variance within the band, of the envelope behind the filter
 */
record Spectrum(double[] octaves, double rateHz, double withinBand) {
  /** Where the Haar wavelet of a block of one sample answers most, in cycles per sample. */
  private static final double CENTRE = 0.74;

  static Spectrum of(ObservedChannel channel) {
    Phases phases = channel.profile().phases();
    return new Spectrum(
        channel.profile().octaves(),
        1 / channel.intervalS(),
        phases.envelopeSquares() / 2 / phases.phases());
  }

  private double centreHz(double level) {
    return CENTRE * rateHz / StrictMath.pow(2, level + 1);
  }

  /** The whole variance. */
  double total() {
    return below(Double.POSITIVE_INFINITY);
  }

  /** Variance of the octaves whose centre lies below a frequency. */
  double below(double hz) {
    double sum = 0;
    for (int level = 0; level < octaves.length; level++) {
      if (centreHz(level) < hz) {
        sum += octaves[level];
      }
    }
    return sum;
  }

  /**
   * The frequency of a sine that contributes as the strongest octave and the stronger of its
   * neighbours do: of two neighbouring levels the longer, whose blocks span x cycles, contributes 4
   * cos^4(pi x / 4) times what the shorter does.
   *
   * @param share what it and its neighbours must contribute of the whole
   * @return NaN if they do not, or if there is none on either side
   */
  double rhythmHz(double share) {
    int most = 0;
    for (int level = 1; level < octaves.length; level++) {
      if (octaves[level] > octaves[most]) {
        most = level;
      }
    }
    if (most == 0 || most >= octaves.length - 2) {
      return Double.NaN;
    }
    if (octaves[most - 1] + octaves[most] + octaves[most + 1] < share * total()) {
      return Double.NaN;
    }
    int longer = octaves[most - 1] >= octaves[most + 1] ? most : most + 1;
    double ratio = octaves[longer] / octaves[longer - 1];
    double cycles = 4 / Math.PI * StrictMath.acos(StrictMath.pow(Math.min(ratio, 4) / 4, 0.25));
    return cycles * rateHz / StrictMath.pow(2, longer + 1);
  }
}
