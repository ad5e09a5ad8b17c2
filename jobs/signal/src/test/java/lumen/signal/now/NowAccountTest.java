package lumen.signal.now;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NowAccountTest {
  @Test
  void quantileIsTheLeastAtWhichTheRunningWeightReachesItsShare() {
    NowAccount account = new NowAccount(10);
    assertThat(account.quantile(0.5)).isNaN();
    assertThat(account.plv()).isNaN();
    account.add(1, -0.3, 1);
    account.add(2, 0.1, 2);
    account.add(3, -0.2, 1);
    assertThat(account.size()).isEqualTo(3);
    assertThat(account.quantile(0.5)).isEqualTo(0.1);
    assertThat(account.quantile(0.51)).isEqualTo(0.2);
    assertThat(account.quantile(0.9)).isEqualTo(0.3);
  }

  @Test
  void errorsOutsideTheWindowAreForgottenAndStepsWithoutOneCountForNothing() {
    NowAccount account = new NowAccount(3);
    account.add(1, 0.4, 1);
    account.add(2, 0.1, 1);
    account.pass(4);
    assertThat(account.size()).isEqualTo(1);
    assertThat(account.quantile(0.9)).isEqualTo(0.1);
    account.pass(5);
    assertThat(account.size()).isZero();
    account.add(6, 0.1, 1);
    account.pass(6);
    assertThat(account.size()).as("what is known of a step is not passed over").isEqualTo(1);
    for (long step = 7; step < 10; step++) {
      account.add(step, 0.3, 1);
    }
    assertThat(account.size()).isEqualTo(3);
    account.pass(500);
    assertThat(account.size()).as("none is left behind a pause").isZero();
    account.add(-7 + 1000, 0.2, 0);
    assertThat(account.plv()).as("nothing has a weight").isNaN();
  }

  @Test
  void lockedErrorsHaveAPlvOfOneWhateverTheyAreAndSpreadOnesLess() {
    NowAccount account = new NowAccount(4);
    account.add(1, 0.2, 1);
    account.add(2, 0.2, 5);
    assertThat(account.plv()).isCloseTo(1, offset(1e-15));
    account.add(3, -0.3, 6);
    assertThat(account.plv()).as("opposite").isCloseTo(0, offset(1e-15));
  }

  @Test
  void figuresAreThoseThatAreAskedOneByOne() {
    long seed = 20_261_130;
    System.out.println("seed of the errors: " + seed);
    Random random = new Random(seed);
    NowAccount account = new NowAccount(40);
    assertThat(account.figures()).isEqualTo(NowFigures.NONE);
    TreeMap<Long, double[]> kept = new TreeMap<>();
    for (long step = 1000; step < 1400; step += 1 + random.nextInt(3) / 2) {
      if (random.nextInt(4) == 0) {
        account.pass(step);
      } else {
        double error = Math.rint((random.nextDouble() - 0.5) * 40) / 80;
        double weight = random.nextInt(5) == 0 ? 0 : random.nextDouble();
        account.add(step, error, weight);
        kept.put(step, new double[] {Math.abs(error), weight});
      }
      kept.headMap(step - 39).clear();
      assertThat(account.size()).isEqualTo(kept.size());
      if (!kept.isEmpty()) {
        NowFigures figures = account.figures();
        assertThat(figures)
            .isEqualTo(new NowFigures(account.quantile(0.5), account.quantile(0.9), account.plv()));
        double all = kept.values().stream().mapToDouble(one -> one[1]).sum();
        double below =
            kept.values().stream()
                .filter(one -> one[0] < figures.p90())
                .mapToDouble(one -> one[1])
                .sum();
        assertThat(below).isLessThanOrEqualTo(0.9 * all + 1e-12);
        double upTo =
            kept.values().stream()
                .filter(one -> one[0] <= figures.p90())
                .mapToDouble(one -> one[1])
                .sum();
        assertThat(upTo).isGreaterThanOrEqualTo(0.9 * all - 1e-12);
      }
    }
  }
}
