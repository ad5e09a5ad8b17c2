package lumen.signal.now;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Complex resonators over a channel's values at its own rate F, each two equal one-poles in a row:
 * with {@code a = e^((-pi b + 2 pi j f)/F)}, {@code s1 = a s1 + (1 - |a|) u} and {@code s2 = a s2 +
 * (1 - |a|) s1}. They are causal: what the newest value says is in them at once, with the delay of
 * their bandwidth. Not thread-safe; allocates nothing after it is made.
 */
final class ResonatorBank {
  private final int n;
  private final int rateHz;
  private final double[] poleRe;
  private final double[] poleIm;
  private final double[] gain;

  /** s1 and s2 of each, real and imaginary part. */
  private final double[] state;

  /** The state of the copy that runs on over held values. */
  private final double[] ahead;

  ResonatorBank(NowSettings settings, int rateHz) {
    n = settings.resonators();
    this.rateHz = rateHz;
    poleRe = new double[n];
    poleIm = new double[n];
    gain = new double[n];
    state = new double[4 * n];
    ahead = new double[4 * n];
    for (int i = 0; i < n; i++) {
      double radius = StrictMath.exp(-Math.PI * settings.widthHz(i) / rateHz);
      double angle = 2 * Math.PI * settings.centreHz(i) / rateHz;
      poleRe[i] = radius * StrictMath.cos(angle);
      poleIm[i] = radius * StrictMath.sin(angle);
      gain[i] = 1 - radius;
    }
  }

  /** A segment begins. */
  void restart() {
    Arrays.fill(state, 0);
  }

  /** The channel's rate F. */
  int rateHz() {
    return rateHz;
  }

  void writeTo(DataOutput out) throws IOException {
    for (double s : state) {
      out.writeDouble(s);
    }
  }

  void readFrom(DataInput in) throws IOException {
    for (int i = 0; i < state.length; i++) {
      state[i] = in.readDouble();
    }
  }

  /** Takes the next value. */
  void accept(double u) {
    run(state, u);
  }

  /**
   * Reads the resonators as they are once the newest value has been held for some values more. What
   * is held is not kept.
   *
   * @param held the newest value
   * @param values how many follow
   * @param out real and imaginary part of each resonator in turn
   */
  void read(double held, long values, double[] out) {
    System.arraycopy(state, 0, ahead, 0, state.length);
    for (long k = 0; k < values; k++) {
      run(ahead, held);
    }
    for (int i = 0; i < n; i++) {
      out[2 * i] = ahead[4 * i + 2];
      out[2 * i + 1] = ahead[4 * i + 3];
    }
  }

  private void run(double[] s, double u) {
    for (int i = 0; i < n; i++) {
      int at = 4 * i;
      double firstRe = poleRe[i] * s[at] - poleIm[i] * s[at + 1] + gain[i] * u;
      double firstIm = poleRe[i] * s[at + 1] + poleIm[i] * s[at];
      double secondRe = poleRe[i] * s[at + 2] - poleIm[i] * s[at + 3] + gain[i] * firstRe;
      double secondIm = poleRe[i] * s[at + 3] + poleIm[i] * s[at + 2] + gain[i] * firstIm;
      s[at] = firstRe;
      s[at + 1] = firstIm;
      s[at + 2] = secondRe;
      s[at + 3] = secondIm;
    }
  }
}
