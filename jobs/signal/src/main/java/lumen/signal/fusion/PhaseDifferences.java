package lumen.signal.fusion;

import lumen.signal.cycle.Cycles;
import lumen.signal.phase.PhaseWindow;

/**
 * The phase difference of each channel to the weighted sum of the others, at one step.
 *
 * <p>z_c = sum over the other channels with a phase of w e^{2 pi i phi}, d_c = wrap(phi_c - arg z_c
 * / 2 pi). The sums over "all but c" are a prefix plus a suffix in channel order: O(channels),
 * without the cancellation of a total minus its part.
 */
final class PhaseDifferences {
  private static final double NO_DIRECTION = 1e-6;

  private final Weighting weighting;
  private double[] prefixRe = {};
  private double[] prefixIm = {};
  private double[] prefixWeight = {};
  private double[] prefixEnvelope = {};
  private double order;

  PhaseDifferences(Weighting weighting) {
    this.weighting = weighting;
  }

  /** Appends a difference to the window of each channel that has one; all must have been read. */
  void form(long g, FusedChannel[] channels) {
    sumPrefixes(channels);
    double re = 0;
    double im = 0;
    double weight = 0;
    double envelope = 0;
    for (int i = channels.length - 1; i >= 0; i--) {
      FusedChannel c = channels[i];
      c.differs = false;
      if (!c.phased) {
        continue;
      }
      form(
          g,
          c,
          prefixRe[i] + re,
          prefixIm[i] + im,
          prefixWeight[i] + weight,
          prefixEnvelope[i] + envelope);
      re += c.weight * c.cos;
      im += c.weight * c.sin;
      weight += c.weight;
      envelope += c.weight * c.envelope;
    }
  }

  /** Kuramoto order of the phases of the step, NaN without a phase (Kuramoto 1975). */
  double order() {
    return order;
  }

  private void form(long g, FusedChannel c, double re, double im, double weight, double envelopes) {
    if (!(Math.sqrt(re * re + im * im) > NO_DIRECTION * weight)) {
      return;
    }
    double others = envelopes / weight;
    double m = weighting == Weighting.NONE ? 1 : PhaseWindow.weight(c.envelope, others);
    double difference = Cycles.wrap(c.phase - Cycles.ofVector(re, im));
    c.window.append(g, c.phase, difference, m, c.envelope, others);
    c.differs = true;
  }

  private void sumPrefixes(FusedChannel[] channels) {
    if (prefixRe.length < channels.length) {
      prefixRe = new double[channels.length];
      prefixIm = new double[channels.length];
      prefixWeight = new double[channels.length];
      prefixEnvelope = new double[channels.length];
    }
    double re = 0;
    double im = 0;
    double weight = 0;
    double envelope = 0;
    for (int i = 0; i < channels.length; i++) {
      FusedChannel c = channels[i];
      prefixRe[i] = re;
      prefixIm[i] = im;
      prefixWeight[i] = weight;
      prefixEnvelope[i] = envelope;
      if (c.phased) {
        re += c.weight * c.cos;
        im += c.weight * c.sin;
        weight += c.weight;
        envelope += c.weight * c.envelope;
      }
    }
    order = weight > 0 ? Math.min(1, Math.sqrt(re * re + im * im) / weight) : Double.NaN;
  }
}
