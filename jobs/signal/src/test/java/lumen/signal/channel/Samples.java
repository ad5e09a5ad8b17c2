package lumen.signal.channel;

import java.util.Arrays;
import java.util.Random;

/** The samples of one channel, and seeded ways to make them. */
record Samples(long[] micros, double[] values) {
  static final long START = 1_760_000_000_123_457L;

  int size() {
    return micros.length;
  }

  Samples first(int n) {
    return new Samples(Arrays.copyOf(micros, n), Arrays.copyOf(values, n));
  }

  Samples since(long time) {
    int from = Arrays.binarySearch(micros, time);
    int at = from >= 0 ? from : -from - 1;
    return new Samples(
        Arrays.copyOfRange(micros, at, size()), Arrays.copyOfRange(values, at, size()));
  }

  Samples shifted(long by) {
    return new Samples(Arrays.stream(micros).map(t -> t + by).toArray(), values);
  }

  Samples scaled(double by) {
    return new Samples(micros, Arrays.stream(values).map(x -> x * by).toArray());
  }

  /** A rhythm of 1 Hz at a mean rate, with jitter, noise, outliers, gaps and long silences. */
  static Samples rough(long seed, int n, double rateHz) {
    Random random = new Random(seed);
    long[] micros = new long[n];
    double[] values = new double[n];
    long time = START;
    for (int i = 0; i < n; i++) {
      micros[i] = time;
      values[i] = roughValue(random, time);
      time += Math.max(1, Math.round(1e6 / rateHz * (0.7 + 0.6 * random.nextDouble())));
      time += silence(random, n);
    }
    return new Samples(micros, values);
  }

  /** Evenly spaced samples of a sine of 1 Hz. */
  static Samples sine(int n, double rateHz) {
    long[] micros = new long[n];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      micros[i] = START + Math.round(i * 1e6 / rateHz);
      values[i] = StrictMath.sin(2 * Math.PI * (micros[i] % 1_000_000) * 1e-6);
    }
    return new Samples(micros, values);
  }

  /** A heading that turns at a steady pace, in degrees from 0 to 360. */
  static Samples turning(int n, double rateHz, double degreesPerSecond) {
    Samples even = sine(n, rateHz);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = (i / rateHz * degreesPerSecond) % 360;
    }
    return new Samples(even.micros(), values);
  }

  private static double roughValue(Random random, long time) {
    double kind = random.nextDouble();
    if (kind < 0.03) {
      return 50 * random.nextGaussian();
    }
    if (kind < 0.1) {
      return 0;
    }
    double rhythm = StrictMath.sin(2 * Math.PI * (time % 1_000_000) * 1e-6);
    return 7 + rhythm + 0.3 * random.nextGaussian();
  }

  private static long silence(Random random, int n) {
    double kind = random.nextDouble() * n;
    if (kind < 2) {
      return 40_000_000L + random.nextInt(20_000_000);
    }
    return kind < 6 ? 1_500_000L + random.nextInt(2_000_000) : 0;
  }
}
