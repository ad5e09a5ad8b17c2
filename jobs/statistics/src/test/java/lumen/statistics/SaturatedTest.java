package lumen.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SaturatedTest {
  private static final long SEED = 17;
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);

  @Test
  void isTheNearestLongOfTheExactResult() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    long[] borders = {
      0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, -(1L << 31), 3_037_000_500L
    };
    for (int i = 0; i < 50_000; i++) {
      long a = i < 64 ? borders[i / 8] : random.nextLong() >> random.nextInt(64);
      long b = i < 64 ? borders[i % 8] : random.nextLong() >> random.nextInt(64);
      BigInteger wide = BigInteger.valueOf(a);
      assertThat(Saturated.add(a, b)).isEqualTo(nearest(wide.add(BigInteger.valueOf(b))));
      assertThat(Saturated.multiply(a, b)).isEqualTo(nearest(wide.multiply(BigInteger.valueOf(b))));
    }
  }

  private static long nearest(BigInteger exact) {
    return exact.min(MOST).max(LEAST).longValueExact();
  }
}
