package lumen.signal.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import lumen.golden.GoldenState;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelProfileTest {
  private static final long BEGIN = 1_700_000_000_000_000L;
  private static final long MAX_GAP = 2_000_000;

  private static ChannelProfile of(int n, double hz, IntToLongFunction t, IntToDoubleFunction x) {
    ChannelProfile profile = new ChannelProfile(MAX_GAP, hz);
    long[] micros = new long[n];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      micros[i] = BEGIN + t.applyAsLong(i);
      values[i] = x.applyAsDouble(i);
    }
    profile.accept(micros, values, 0, n);
    return profile;
  }

  private static ProfileFigures values(int n, IntToDoubleFunction x) {
    return of(n, Double.NaN, i -> 10_000L * i, x).figures();
  }

  @Test
  void timesAreCountedAndPausesApart() {
    ProfileFigures.Stamps stamps =
        of(100, 50, i -> 20_000L * i + (i < 40 ? 0 : 5_000_000), i -> i).figures().stamps();
    assertThat(stamps)
        .isEqualTo(
            new ProfileFigures.Stamps(
                100,
                0,
                BEGIN,
                BEGIN + 99 * 20_000 + 5_000_000,
                1,
                5_020_000,
                20_000,
                98,
                98 * 20_000));
  }

  @Test
  void quantumIsTheGreatestThatDividesAllIntervals() {
    long[] beats = {0, 800, 1_500, 2_600, 3_300};
    assertThat(of(5, Double.NaN, i -> beats[i] * 1_000, i -> i).figures().stamps().quantumMicros())
        .isEqualTo(100_000);
    long[] whole = {0, 1, 2, 4, 5, 7};
    assertThat(
            of(6, Double.NaN, i -> whole[i] * 1_000_000, i -> i).figures().stamps().quantumMicros())
        .isEqualTo(1_000_000);
  }

  /** 102 Hz where 100 are expected, every tenth sample lost: 2 % too fast, not 8 % too slow. */
  @Test
  void lostSamplesDoNotShowAsASlowerRate() {
    ProfileFigures.Stamps stamps =
        of(5_000, 100, i -> Math.round((i + i / 9) * 1e6 / 102), i -> i).figures().stamps();
    assertThat(stamps.nominalIntervals() * 1e6 / stamps.nominalMicros()).isCloseTo(102, within(.1));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0", "2, 2, 999", "3, 3, 999", "7, 3, 999"})
  void levelsAreCountedUpToThree(int levels, int distinct, long changes) {
    ProfileFigures.Levels figures = values(1_000, i -> 5 + i % levels).levels();
    assertThat(figures).isEqualTo(new ProfileFigures.Levels(distinct, changes, 5, 5 + levels - 1));
  }

  /** Against block means formed one by one. */
  @Test
  void octavesAreThoseOfBlockMeans() {
    Random random = new Random(11);
    double[] x = random.doubles(1_000, -3, 8).toArray();
    double[] octaves = values(x.length, i -> x[i]).octaves();
    assertThat(octaves).hasSize(9);
    for (int level = 0; level < octaves.length; level++) {
      int block = 1 << level;
      List<Double> squares = new ArrayList<>();
      for (int from = 0; from + 2 * block <= x.length; from += 2 * block) {
        double difference = mean(x, from, block) - mean(x, from + block, block);
        squares.add(difference * difference / 4);
      }
      double expected = squares.stream().mapToDouble(d -> d).average().orElseThrow();
      assertThat(octaves[level]).isCloseTo(expected, within(1e-12 * expected));
    }
  }

  private static double mean(double[] x, int from, int n) {
    double sum = 0;
    for (int i = from; i < from + n; i++) {
      sum += x[i];
    }
    return sum / n;
  }

  /** sin^2(pi f L / 2) / (pi f L / 2), squared, times half the squared amplitude. */
  @Test
  void aSineShowsInItsOctave() {
    double[] octaves = values(1 << 14, i -> 3 * Math.sin(2 * Math.PI * 0.74 / 64 * i)).octaves();
    double x = Math.PI * 0.74 / 2;
    double response = Math.pow(Math.sin(x), 2) / x;
    assertThat(octaves[5]).isCloseTo(4.5 * response * response, within(0.03));
    assertThat(octaves[5]).isGreaterThan(octaves[4]).isGreaterThan(octaves[6]);
  }

  @Test
  void whiteNoiseHalvesFromOctaveToOctave() {
    Random random = new Random(3);
    double[] octaves = values(1 << 16, i -> random.nextGaussian()).octaves();
    for (int level = 0; level < 8; level++) {
      assertThat(octaves[level] * (2 << level)).isCloseTo(1, within(0.2));
    }
  }

  /** All hashes of runs that two sequences have in common lie in both sketches or in neither. */
  @Test
  void aCopyWithLossesHasMostOfTheLeastHashes() {
    Random random = new Random(7);
    double[] x = random.doubles(4_000).toArray();
    long[] whole = values(x.length, i -> x[i]).sketch();
    long[] lossy = values(3_960, i -> x[i + i / 99]).sketch();
    long[] other = values(x.length, i -> x[x.length - 1 - i]).sketch();
    assertThat(common(whole, lossy)).isGreaterThanOrEqualTo(13);
    assertThat(common(whole, other)).isZero();
    assertThat(whole).hasSize(16).isSorted();
  }

  private static long common(long[] a, long[] b) {
    TreeSet<Long> both = new TreeSet<>();
    for (long hash : a) {
      both.add(hash);
    }
    long n = 0;
    for (long hash : b) {
      n += both.contains(hash) ? 1 : 0;
    }
    return n;
  }

  @Test
  void stepsWithAPhaseAreCounted() {
    ChannelProfile profile = new ChannelProfile(MAX_GAP, Double.NaN);
    profile.step(Double.NaN, Double.NaN);
    profile.step(0.25, 2);
    profile.step(0.5, 3);
    assertThat(profile.figures().phases()).isEqualTo(new ProfileFigures.Phases(3, 2, 13));
  }

  /** Whatever the blocks, and through any number of savepoints. */
  @Test
  void blocksAndSavepointsDoNotShow() {
    long seed = 20_261_129;
    Random random = new Random(seed);
    int n = 3_000;
    long[] micros = new long[n];
    double[] values = new double[n];
    long t = BEGIN;
    for (int i = 0; i < n; i++) {
      t += random.nextInt(50) == 0 ? 3_000_000 : 1_000 * (1 + random.nextInt(40));
      micros[i] = t;
      values[i] = random.nextInt(300) / 8.0;
    }
    ChannelProfile whole = new ChannelProfile(MAX_GAP, 50);
    whole.accept(micros, values, 0, n);
    ChannelProfile cut = new ChannelProfile(MAX_GAP, 50);
    int from = 0;
    while (from < n) {
      int to = Math.min(n, from + 1 + random.nextInt(70));
      cut.accept(micros, values, from, to);
      ChannelProfile next = new ChannelProfile(MAX_GAP, 50);
      next.restore(cut.snapshot());
      cut = next;
      from = to;
    }
    assertThat(cut.snapshot()).as("seed %d", seed).isEqualTo(whole.snapshot());
  }

  @Test
  void stateAsEveryVersionWritesIt() throws IOException {
    ChannelProfile profile = of(700, 100, i -> 10_000L * i, i -> i % 2 == 0 ? 1 : 0.5 * i);
    profile.equalStamps(4);
    profile.step(0.25, 2);
    GoldenState.rewritten(
        "channel-profile",
        new StateForm("channel-profile", 1, 0),
        profile.snapshot(),
        bytes -> {
          ChannelProfile read = new ChannelProfile(MAX_GAP, 100);
          read.restore(bytes);
          return read.snapshot();
        });
  }
}
