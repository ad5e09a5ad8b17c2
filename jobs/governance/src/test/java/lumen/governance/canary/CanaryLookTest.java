package lumen.governance.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.settings.CanarySettings;
import org.junit.jupiter.api.Test;

class CanaryLookTest {
  private static final CanarySettings SETTINGS = GovernanceCatalogue.defaults().canary();

  /** Seven of ten a hundredfold slower: 230 bins. */
  private static List<CanaryPair> slow(int pairs) {
    List<CanaryPair> all = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      all.add(new CanaryPair(0, 100, 0, 100, true, i % 10 < 7 ? 230 : 0));
    }
    return all;
  }

  @Test
  void sevenOfTenAHundredfoldIsWorse() {
    assertThat(SETTINGS.pairs()).doesNotContain(10);
    CanaryLook look = CanaryLook.of(slow(30), 0.0005, SETTINGS);
    assertThat(look.p95().p()).isEqualTo(Math.pow(2, -21));
    assertThat(look.worse()).containsExactly("p95");
    assertThat(look.restsOn(30, 0.0005).values()).containsEntry("ratio_errors", null);
  }

  @Test
  void tenMinutesOfFiveAgainstOne() {
    List<CanaryPair> pairs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      pairs.add(new CanaryPair(5, 100, 1, 100, false, 0));
    }
    CanaryLook look = CanaryLook.of(pairs, 0.0005, SETTINGS);
    assertThat(look.errors().z()).isCloseTo(5.10, within(5e-3));
    assertThat(look.errors().riskRatio()).isCloseTo(5, within(1e-12));
    assertThat(look.worse()).containsExactly("errors");
  }

  @Test
  void surelySlowerByTooLittleIsNotWorse() {
    List<CanaryPair> pairs = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      // g^4 = 1.083
      pairs.add(new CanaryPair(1, 100, 1, 100, true, 4));
    }
    assertThat(CanaryLook.of(pairs, 0.0005, SETTINGS).worse()).isEmpty();
  }

  @Test
  void noErrorInTheOldOneIsNoSpecialCase() {
    List<CanaryPair> pairs = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      pairs.add(new CanaryPair(2, 100, 0, 100, true, 0));
    }
    CanaryLook look = CanaryLook.of(pairs, 0.0005, SETTINGS);
    assertThat(look.worse()).containsExactly("errors");
    assertThat(look.restsOn(30, 0.0005).values()).containsEntry("ratio_errors", "infinite");
  }
}
