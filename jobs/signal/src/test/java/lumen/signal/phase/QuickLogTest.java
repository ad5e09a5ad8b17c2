package lumen.signal.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import org.junit.jupiter.api.Test;

class QuickLogTest {
  @Test
  void sharesHaveTheirLogarithmToSixteenDigits() {
    long seed = 20_261_130;
    System.out.println("seed of the shares: " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 1_000_000; i++) {
      double share = i < 1000 ? Math.nextDown(1 - i / 1000.0) : random.nextDouble();
      if (share >= Double.MIN_NORMAL) {
        double told = QuickLog.of(share);
        assertThat(share * told)
            .as("%s", share)
            .isCloseTo(share * StrictMath.log(share), offset(4e-16));
      }
    }
    assertThat(QuickLog.of(1)).isCloseTo(0, offset(4e-16));
    assertThat(QuickLog.of(1e-300)).isCloseTo(StrictMath.log(1e-300), offset(1e-12));
  }
}
