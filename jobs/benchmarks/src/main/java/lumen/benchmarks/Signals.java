package lumen.benchmarks;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;

/** Signals made for the benchmarks: a rhythm of 1 Hz, noise, and an outlier now and then. */
final class Signals {
  private static final long SEED = 20_240_614L;
  private static final double RHYTHM_HZ = 1.0;
  private static final double OUTLIER_SHARE = 0.005;
  private static final int AXES_AND_PULSE = 4;

  private Signals() {}

  /** Values of a sensor with the given rate. */
  static double[] sensor(double rateHz, int n) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      double wave = StrictMath.sin(2 * Math.PI * RHYTHM_HZ * i / rateHz);
      double outlier = random.nextDouble() < OUTLIER_SHARE ? 50 : 0;
      values[i] = wave + 0.3 * (random.nextDouble() - 0.5) + outlier;
    }
    return values;
  }

  /** Times of a sensor with the given rate that start at a whole second, in microseconds. */
  static long[] micros(double rateHz, int n) {
    long[] micros = new long[n];
    for (int i = 0; i < n; i++) {
      micros[i] = 1_700_000_000_000_000L + Math.round(i * 1e6 / rateHz);
    }
    return micros;
  }

  /**
   * Lines as a wristband's recorder writes them: three axes and a pulse wave, times with up to six
   * decimals, whole numbers and two decimals.
   */
  static byte[][] lines(int n) {
    SplittableRandom random = new SplittableRandom(SEED);
    String[] axes = {"acc_x", "acc_y", "acc_z"};
    byte[][] lines = new byte[n][];
    for (int i = 0; i < n; i++) {
      int row = i / AXES_AND_PULSE;
      double ts = 1_700_000_000 + row / 64.0;
      String line =
          i % AXES_AND_PULSE == axes.length
              ? String.format(
                  Locale.ROOT,
                  "{\"ts\":%s,\"source\":\"wrist_pulse\",\"key\":\"pulse\",\"value\":%.2f}",
                  plain(ts),
                  400 * (random.nextDouble() - 0.5))
              : String.format(
                  Locale.ROOT,
                  "{\"ts\":%s,\"source\":\"wrist_acc\",\"key\":\"%s\",\"value\":%d}",
                  plain(ts),
                  axes[i % AXES_AND_PULSE],
                  random.nextInt(-64, 64));
      lines[i] = line.getBytes(StandardCharsets.UTF_8);
    }
    return lines;
  }

  private static String plain(double seconds) {
    return new BigDecimal(seconds).toPlainString();
  }
}
