package lumen.ctl.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SendingDelaysTest {
  @Test
  void quantilesAreThoseOfTheDelaysToThreePercent() {
    Random random = new Random(5);
    for (int n : new int[] {1, 2, 100, 9_999}) {
      SendingDelays delays = new SendingDelays();
      long[] all = new long[n];
      for (int i = 0; i < n; i++) {
        all[i] = (long) Math.exp(22 * random.nextDouble());
        delays.add(all[i]);
      }
      Arrays.sort(all);
      for (double share : new double[] {0.5, 0.99, 1}) {
        long exact = all[(int) Math.ceil(share * n) - 1];
        assertThat((double) delays.quantile(share))
            .as("%s of %d", share, n)
            .isBetween(exact * 0.968, (double) exact);
      }
      assertThat(delays.size()).isEqualTo(n);
    }
  }

  @Test
  void beforeItsTimeIsInTimeAndEveryLengthHasABin() {
    SendingDelays delays = new SendingDelays();
    assertThat(delays.quantile(0.5)).isZero();
    delays.add(-7);
    delays.add(0);
    assertThat(delays.quantile(1)).isZero();
    delays.add(Long.MAX_VALUE);
    assertThat(delays.quantile(1)).isGreaterThan(Long.MAX_VALUE / 100 * 96);
  }
}
