package lumen.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Tests over strata and pairs, and how several are taken together. */
class PairedTestsTest {
  @Test
  void tenMinutesOfFiveAgainstOne() {
    MantelHaenszel minutes = MantelHaenszel.NONE;
    for (int minute = 0; minute < 10; minute++) {
      minutes = minutes.plus(5, 100, 1, 100);
    }
    // 50 less 30 expected less 1/2, over 10 x 100 x 100 x 6 x 194/(200^2 x 199)
    assertThat(minutes.z()).isCloseTo(19.5 / Math.sqrt(11_640_000.0 / 796_000), within(1e-12));
    assertThat(minutes.z()).isCloseTo(5.10, within(5e-3));
    assertThat(minutes.riskRatio()).isCloseTo(5, within(1e-12));
    assertThat(minutes.p()).isCloseTo(1.7e-7, within(5e-9));
  }

  @Test
  void whereNoneFailsNothingIsTold() {
    MantelHaenszel none = MantelHaenszel.NONE.plus(0, 20, 0, 20);
    assertThat(none.p()).isEqualTo(1);
    assertThat(none.riskRatio()).isNaN();
    assertThat(none.plus(1, 20, 0, 20).riskRatio()).isInfinite();
    assertThatThrownBy(() -> none.plus(21, 20, 0, 20)).hasMessageContaining("21 of 20");
  }

  @Test
  void twentyOneUpAndNineEqual() {
    long[] differences =
        LongStream.concat(LongStream.generate(() -> 230).limit(21), LongStream.of(new long[9]))
            .toArray();
    SignedRank ranks = SignedRank.of(differences);
    assertThat(ranks.n()).isEqualTo(21);
    assertThat(ranks.p()).isEqualTo(Math.pow(2, -21));
    assertThat(ranks.shift()).isEqualTo(115);
  }

  @Test
  void nothingAboveNothingIsNoEvidence() {
    assertThat(SignedRank.of(new long[3])).isEqualTo(new SignedRank(0, 0, 1, 0));
  }

  @Test
  void allSignsGiveTheSameShare() {
    long seed = 5;
    Random random = new Random(seed);
    for (int run = 0; run < 60; run++) {
      long[] differences = random.longs(1 + random.nextInt(10), -4, 5).toArray();
      SignedRank found = SignedRank.of(differences);
      assertThat(found.p())
          .as("seed %d run %d %s", seed, run, Arrays.toString(differences))
          .isCloseTo(share(differences, found.positive()), within(1e-14));
    }
  }

  /** The share of all signs whose positive ranks reach a sum; ranks counted one by one. */
  private static double share(long[] differences, double least) {
    long[] sizes = Arrays.stream(differences).map(Math::abs).filter(d -> d != 0).toArray();
    double[] ranks =
        Arrays.stream(sizes)
            .mapToDouble(
                size ->
                    Arrays.stream(sizes).filter(other -> other < size).count()
                        + (Arrays.stream(sizes).filter(other -> other == size).count() + 1) / 2.0)
            .toArray();
    int reached = 0;
    for (int signs = 0; signs < 1 << ranks.length; signs++) {
      double sum = 0;
      for (int i = 0; i < ranks.length; i++) {
        sum += (signs >> i & 1) * ranks[i];
      }
      reached += sum >= least ? 1 : 0;
    }
    return reached / (double) (1 << ranks.length);
  }

  @Test
  void holmStopsAtTheFirstThatDoesNotHold() {
    assertThat(Holm.holds(new double[] {0.024, 0.9, 0.016}, 0.05))
        .containsExactly(true, false, true);
    assertThat(Holm.holds(new double[] {0.02, 0.03, 0.9}, 0.05))
        .containsExactly(false, false, false);
  }

  @Test
  void falseDiscoveryIsWithoutAnyOrderOfItsOwn() {
    // p m (1 + 1/2 + 1/3)/rank: 0.0055, 0.055, 0.0733 of 0.001, 0.02, 0.04
    double[] q = FalseDiscovery.q(new double[] {0.04, 0.001, 0.02});
    assertThat(q[0]).isCloseTo(0.04 * 11 / 6, within(1e-15));
    assertThat(q[1]).isCloseTo(0.001 * 3 * 11 / 6, within(1e-15));
    assertThat(q[2]).isCloseTo(0.02 * 3 * 11 / 6 / 2, within(1e-15));
    assertThat(FalseDiscovery.q(new double[] {0.9, 0.8})).containsExactly(1, 1);
    assertThat(FalseDiscovery.q(new double[] {0.03, 0.031})[0]).isCloseTo(0.0465, within(1e-15));
  }

  @Test
  void twoThatRememberAreWorthLess() {
    double[] r = new double[LaggedCorrelation.MAX_MEMORY];
    Arrays.setAll(r, i -> Math.pow(0.8, i + 1));
    double effective = LaggedCorrelation.effective(168, r, r);
    assertThat(effective).isCloseTo(37.4, within(0.05));
    assertThat(new LaggedCorrelation(0.3, 168, effective).twoSided(effective - 2))
        .isCloseTo(0.07, within(0.005));
    assertThat(new LaggedCorrelation(0.3, 168, 168).twoSided(166)).isCloseTo(0.00008, within(5e-6));
    assertThat(new LaggedCorrelation(0.3, 168, 3).twoSided(1)).isNaN();
  }

  @Test
  void aSeriesLessItsOwnPast() {
    double[] x = LaggedCorrelation.centred(new double[] {1, 2, Double.NaN, 4, 5});
    assertThat(x).containsExactly(-2, -1, Double.NaN, 1, 2);
    // a = (2 + 2)/10
    double[] rest = LaggedCorrelation.prewhitened(x);
    assertThat(rest[0]).isNaN();
    assertThat(rest[2]).isNaN();
    assertThat(rest[3]).isNaN();
    assertThat(rest[1]).isCloseTo(-0.9, within(1e-12));
    assertThat(rest[4]).isCloseTo(0.9, within(1e-12));
  }

  @Test
  void aLagIsFound() {
    Random random = new Random(11);
    double[] x = random.doubles(200).toArray();
    double[] y = new double[200];
    Arrays.setAll(y, t -> t < 3 ? 0.5 : -x[t - 3]);
    assertThat(LaggedCorrelation.of(x, y, 3).r()).isCloseTo(-1, within(1e-12));
    assertThat(LaggedCorrelation.of(x, y, 3).pairs()).isEqualTo(197);
    assertThat(Math.abs(LaggedCorrelation.of(x, y, 2).r())).isLessThan(0.3);
  }
}
