package lumen.signal.now;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Complex resonators over a channel's values at its own rate F, each two equal one-poles in a row:
 * with {@code a = e^((-pi b + 2 pi j f)/F)}, {@code s1 = a s1 + (1 - |a|) u} and {@code s2 = a s2 +
 * (1 - |a|) s1}. They are causal: what the newest value says is in them at once, with the delay of
 * their bandwidth.
 *
 * <p>Values wait until the resonators are read, so that a pair of resonators runs over many of them
 * at once; what comes out is the same. Not thread-safe; allocates nothing after it is made.
 */
final class ResonatorBank {
  private static final int MOST_WAITING = 64;

  private final int n;
  private final int rateHz;
  private final double[] poleRe;
  private final double[] poleIm;
  private final double[] gain;

  /** s1 and s2 of each, real and imaginary part. */
  private final double[] state;

  private final double[] waiting = new double[MOST_WAITING];
  private int waits;

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
    waits = 0;
  }

  /** The channel's rate F. */
  int rateHz() {
    return rateHz;
  }

  void writeTo(DataOutput out) throws IOException {
    catchUp();
    for (double s : state) {
      out.writeDouble(s);
    }
  }

  void readFrom(DataInput in) throws IOException {
    for (int i = 0; i < state.length; i++) {
      state[i] = in.readDouble();
    }
    waits = 0;
  }

  /** Takes the next value. */
  void accept(double u) {
    if (waits == MOST_WAITING) {
      catchUp();
    }
    waiting[waits++] = u;
  }

  private void catchUp() {
    run(state, waiting, waits);
    waits = 0;
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
    catchUp();
    System.arraycopy(state, 0, ahead, 0, state.length);
    if (values > 0) {
      Arrays.fill(waiting, 0, (int) Math.min(values, MOST_WAITING), held);
    }
    for (long left = values; left > 0; left -= MOST_WAITING) {
      run(ahead, waiting, (int) Math.min(left, MOST_WAITING));
    }
    for (int i = 0; i < n; i++) {
      out[2 * i] = ahead[4 * i + 2];
      out[2 * i + 1] = ahead[4 * i + 3];
    }
  }

  private void run(double[] s, double[] values, int count) {
    int i = 0;
    for (; i + 1 < n; i += 2) {
      runPair(s, i, values, count);
    }
    if (i < n) {
      runOne(s, i, values, count);
    }
  }

  /** Two side by side, so that neither waits for the other; all of both lies in registers. */
  private void runPair(double[] s, int i, double[] values, int count) {
    int at = 4 * i;
    double poleRe0 = poleRe[i];
    double poleIm0 = poleIm[i];
    double gain0 = gain[i];
    double poleRe1 = poleRe[i + 1];
    double poleIm1 = poleIm[i + 1];
    double gain1 = gain[i + 1];
    double firstRe0 = s[at];
    double firstIm0 = s[at + 1];
    double secondRe0 = s[at + 2];
    double secondIm0 = s[at + 3];
    double firstRe1 = s[at + 4];
    double firstIm1 = s[at + 5];
    double secondRe1 = s[at + 6];
    double secondIm1 = s[at + 7];
    for (int k = 0; k < count; k++) {
      double u = values[k];
      double re = poleRe0 * firstRe0 - poleIm0 * firstIm0 + gain0 * u;
      firstIm0 = poleRe0 * firstIm0 + poleIm0 * firstRe0;
      firstRe0 = re;
      re = poleRe0 * secondRe0 - poleIm0 * secondIm0 + gain0 * firstRe0;
      secondIm0 = poleRe0 * secondIm0 + poleIm0 * secondRe0 + gain0 * firstIm0;
      secondRe0 = re;
      re = poleRe1 * firstRe1 - poleIm1 * firstIm1 + gain1 * u;
      firstIm1 = poleRe1 * firstIm1 + poleIm1 * firstRe1;
      firstRe1 = re;
      re = poleRe1 * secondRe1 - poleIm1 * secondIm1 + gain1 * firstRe1;
      secondIm1 = poleRe1 * secondIm1 + poleIm1 * secondRe1 + gain1 * firstIm1;
      secondRe1 = re;
    }
    s[at] = firstRe0;
    s[at + 1] = firstIm0;
    s[at + 2] = secondRe0;
    s[at + 3] = secondIm0;
    s[at + 4] = firstRe1;
    s[at + 5] = firstIm1;
    s[at + 6] = secondRe1;
    s[at + 7] = secondIm1;
  }

  private void runOne(double[] s, int i, double[] values, int count) {
    int at = 4 * i;
    for (int k = 0; k < count; k++) {
      double firstRe = poleRe[i] * s[at] - poleIm[i] * s[at + 1] + gain[i] * values[k];
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
