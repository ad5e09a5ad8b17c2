package lumen.rig;

/**
 * A group of coupled phase oscillators with noise.
 *
 * <p>Kuramoto 1975: with phases theta in cycles, {@code dtheta_i/dt = f_i + (K k/2 pi) |z| sin(2 pi
 * (psi - theta_i)) + s dW}, {@code z = |z| e^(2 pi i psi)} the mean of {@code e^(2 pi i theta)}.
 * The natural rhythm is common, {@code 1 + 0.1 sin(2 pi t/170)} Hz, plus a detuning that counts
 * only as far as the group is not coupled: departing from Kuramoto, so that a locked group has no
 * standing phase offsets that nobody could tell from a sensor's delay. Amplitudes are
 * Ornstein-Uhlenbeck processes, common to the group as far as it is coupled. Explicit Euler steps
 * of 10 ms; the last 2.56 s are kept, so that a sensor with a delay can look back.
 */
final class Oscillators {
  /** Length of a step in seconds. */
  static final double STEP_S = 0.01;

  private static final int HISTORY = 256;
  private static final double STRENGTH = 4.0;
  private static final double PHASE_NOISE = 0.055;
  private static final double MOOD_S = 6.0;
  private static final double TWO_PI = 2 * StrictMath.PI;

  private final int size;
  private final Noise noise;
  private final double[] detuningHz;
  private final double[] phase;
  private final double[] mood;
  private final double[][] phases;
  private final double[][] amplitudes;
  private double commonMood;
  private long step;

  Oscillators(int size, Noise noise, boolean together) {
    this.size = size;
    this.noise = noise;
    detuningHz = new double[size];
    phase = new double[size];
    mood = new double[size];
    phases = new double[size][HISTORY];
    amplitudes = new double[size][HISTORY];
    for (int i = 0; i < size; i++) {
      double spread = size == 1 ? 0 : 2.0 * i / (size - 1) - 1;
      detuningHz[i] = 0.15 * spread + noise.uniform(-0.01, 0.01);
      phase[i] = together ? 0.01 * noise.gaussian() : noise.uniform();
      mood[i] = noise.gaussian();
    }
    commonMood = noise.gaussian();
  }

  /**
   * Advances by one step, at the time {@code seconds} from the start, with a coupling strength of 0
   * to 1.
   */
  void advance(double seconds, double coupling) {
    double re = 0;
    double im = 0;
    for (double p : phase) {
      re += StrictMath.cos(TWO_PI * p);
      im += StrictMath.sin(TWO_PI * p);
    }
    re /= size;
    im /= size;
    double commonHz = 1 + 0.1 * StrictMath.sin(TWO_PI * seconds / 170);
    int slot = (int) Math.floorMod(step, (long) HISTORY);
    commonMood = drift(commonMood);
    for (int i = 0; i < size; i++) {
      mood[i] = drift(mood[i]);
      double hz = commonHz + (1 - coupling) * detuningHz[i];
      phase[i] += STEP_S * (hz + STRENGTH * coupling / TWO_PI * pull(re, im, phase[i]));
      phase[i] += PHASE_NOISE * Math.sqrt(STEP_S) * noise.gaussian();
      phases[i][slot] = phase[i];
      amplitudes[i][slot] =
          Math.max(0.2, 1 + 0.25 * (coupling * commonMood + (1 - coupling) * mood[i]));
    }
    step++;
  }

  private static double pull(double re, double im, double phase) {
    return im * StrictMath.cos(TWO_PI * phase) - re * StrictMath.sin(TWO_PI * phase);
  }

  private double drift(double value) {
    return value - value * STEP_S / MOOD_S + Math.sqrt(2 * STEP_S / MOOD_S) * noise.gaussian();
  }

  /**
   * Unwrapped phase in cycles of one member, {@code ago} seconds before the newest step, at most
   * 2.5.
   */
  double phase(int member, double ago) {
    return read(phases[member], ago);
  }

  /** Amplitude of one member, about 1, {@code ago} seconds before the newest step. */
  double amplitude(int member, double ago) {
    return read(amplitudes[member], ago);
  }

  private double read(double[] ring, double ago) {
    double steps = ago / STEP_S;
    int whole = (int) Math.floor(steps);
    double rest = steps - whole;
    double newer = ring[(int) Math.floorMod(step - 1 - whole, (long) HISTORY)];
    double older = ring[(int) Math.floorMod(step - 2 - whole, (long) HISTORY)];
    return newer + (older - newer) * rest;
  }

  int size() {
    return size;
  }
}
