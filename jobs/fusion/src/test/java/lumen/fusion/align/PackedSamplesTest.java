package lumen.fusion.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Samples come back from their chunk as they were, to the bit, and take little where they can. */
class PackedSamplesTest {
  private static final long SEED = 1_403;
  private static final int ROUNDS = 3_000;
  private static final double[] ODD = {
    0,
    -0.0,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MAX_VALUE,
    1L << 53,
    -(1L << 53),
    9.007199254740993e15,
    0.1 + 0.2,
    1e-9,
    1e-10,
    123_456_789.123456789
  };

  @Test
  void anySamplesComeBackToTheBit() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      int n = 1 + random.nextInt(90);
      int times = random.nextInt(4);
      int values = random.nextInt(5);
      int places = random.nextInt(12);
      long[] micros = new long[n];
      double[] x = new double[n];
      long at = random.nextLong();
      for (int i = 0; i < n; i++) {
        at = time(at, times, random);
        micros[i] = at;
        x[i] = value(values, places, random);
      }
      String what = "seed %d round %d".formatted(SEED, round);
      SampleChunk read = decoded(micros, x);
      assertThat(read.micros).as(what).isEqualTo(micros);
      assertThat(bits(read.values)).as(what).isEqualTo(bits(x));
    }
  }

  private static long time(long before, int kind, SplittableRandom random) {
    return switch (kind) {
      case 0 -> before + 100_000;
      case 1 -> before + 100_000 + random.nextInt(-900, 900);
      case 2 -> before - random.nextInt(3);
      default -> random.nextLong();
    };
  }

  private static double value(int kind, int places, SplittableRandom random) {
    return switch (kind) {
      case 0 -> random.nextDouble(-5, 5);
      case 1 -> ODD[random.nextInt(ODD.length)];
      case 2 -> Double.longBitsToDouble(random.nextLong());
      default -> decimal(random.nextLong(kind == 3 ? 100_000 : 1L << 55), places);
    };
  }

  /** As a recording's text is read. */
  private static double decimal(long units, int places) {
    return Double.parseDouble(BigDecimal.valueOf(units, places).toString());
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  private static SampleChunk decoded(long[] micros, double[] values) {
    return SampleChunk.decode(0, new SampleChunk(0, "s", micros, values).encode());
  }

  @Test
  void sampleOfASensorTakesLessThanFiveBytes() {
    SplittableRandom random = new SplittableRandom(SEED);
    int n = 80;
    long[] micros =
        IntStream.range(0, n).mapToLong(i -> 1_767_225_600_000_000L + 100_000L * i).toArray();
    double[] values =
        IntStream.range(0, n)
            .mapToDouble(
                i ->
                    decimal(
                        (long) (2e4 + 1e4 * Math.cos(0.6 * i) + 1e3 * random.nextDouble(-1, 1)), 4))
            .toArray();
    assertThat(new SampleChunk(0, "rig", micros, values).encode()).hasSizeLessThan(5 * n);
  }
}
