package lumen.signal.now;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

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
}
