package lumen.fusion.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import lumen.event.SampleBlock;
import lumen.fusion.ShortWindows;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Provisional steps as the aligner gives them, however samples, watermarks and restores lie. */
class NowStepsTest {
  private static final long T0 = 1_760_000_000_000_000L;
  private static final long SECOND = 1_000_000;
  private static final int SECONDS = 150;
  private static final long DIES_S = 120;

  @TempDir static Path folder;

  private static LumenSettings settings;
  private static LumenSettings without;
  private static List<SampleBlock> channels;
  private static Map<String, List<String>> expected;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    without = ShortWindows.settings(folder.resolve("without"));
    settings =
        SettingsLoader.load(
            ShortWindows.write(
                folder.resolve("config"),
                ShortWindows.FUSION + "now: {enabled: true, min_trained_s: 5}\n"));
    Random random = new Random(11);
    channels =
        List.of(
            irregular(random, "left", "x", 31),
            irregular(random, "belt", "acc_z", 12),
            irregular(random, "slow", "y", 1),
            irregular(random, "taps", "tap", 2),
            irregular(random, "ure", "ure_coherence_level", 1));
    try (AlignerRun run = AlignerRun.of(settings)) {
      channels.forEach(channel -> take(run, channel));
      run.end();
      expected = run.emitted;
    }
    assertThat(expected.keySet())
        .as("onsets and the reference engine take no part")
        .filteredOn(name -> name.startsWith("now "))
        .containsExactly("now belt/acc_z", "now left/x", "now slow/y");
  }

  private static void take(AlignerRun run, SampleBlock block) {
    try {
      run.take(block);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** A noisy oscillation at uneven times: a short pause, a long one, and one that ends early. */
  private static SampleBlock irregular(Random random, String source, String key, int rateHz) {
    int n = SECONDS * rateHz;
    long[] micros = new long[n];
    double[] values = new double[n];
    int size = 0;
    for (int i = 0; i < n; i++) {
      double s = (i + 0.8 * random.nextDouble()) / rateHz;
      boolean silent = s > 40 && s < 44 || s > 90 && s < 93 || source.equals("left") && s > DIES_S;
      if (!silent) {
        micros[size] = T0 + (long) (s * SECOND);
        values[size++] = StrictMath.sin(2 * Math.PI * 0.9 * s) + 0.1 * random.nextGaussian();
      }
    }
    return new SampleBlock(
        "rec", "a", source, key, Arrays.copyOf(micros, size), Arrays.copyOf(values, size));
  }

  private static SampleBlock part(SampleBlock block, long from, long to) {
    int first = Arrays.binarySearch(block.micros(), from);
    int last = Arrays.binarySearch(block.micros(), to);
    int a = first < 0 ? -first - 1 : first;
    int b = last < 0 ? -last - 1 : last;
    return new SampleBlock(
        block.stream(),
        block.tenant(),
        block.source(),
        block.key(),
        Arrays.copyOfRange(block.micros(), a, b),
        Arrays.copyOfRange(block.values(), a, b));
  }

  /** Plays in spans of random length, those of a span in random order and some held back. */
  private static Map<String, List<String>> playCut(long seed, boolean restores, double longestS)
      throws Exception {
    Random random = new Random(seed);
    System.out.println("seed of the cuts: " + seed);
    try (AlignerRun run = AlignerRun.of(settings)) {
      long from = T0;
      while (from < T0 + (SECONDS + 1) * SECOND) {
        long to = from + 1 + (long) (random.nextDouble() * longestS * SECOND);
        List<SampleBlock> parts = new ArrayList<>();
        long middle = from + (long) (random.nextDouble() * (to - from));
        for (SampleBlock channel : channels) {
          parts.add(part(channel, from, middle));
          parts.add(part(channel, middle, to));
        }
        Collections.shuffle(parts, random);
        for (SampleBlock part : parts) {
          if (part.size() > 0) {
            run.take(part);
          }
        }
        if (random.nextBoolean()) {
          run.watermark((to - 1) / 1000 - 1);
        }
        if (restores && random.nextInt(4) == 0) {
          run.restore();
        }
        from = to;
      }
      run.end();
      return run.emitted;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void neitherCutsNorWatermarksNorOrderOfArrivalChangeAStep(long seed) throws Exception {
    assertThat(playCut(seed, false, 3)).isEqualTo(expected);
    assertThat(playCut(seed, false, 0.1)).as("as if live").isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void restoresChangeNoStep(long seed) throws Exception {
    assertThat(playCut(seed, true, 3)).isEqualTo(expected);
    assertThat(playCut(seed, true, 30)).isEqualTo(expected);
  }

  @Test
  void smallCacheChangesNoStep() throws Exception {
    try (AlignerRun run = AlignerRun.cached(settings, 1)) {
      for (long s = 0; s <= SECONDS; s += 7) {
        for (SampleBlock channel : channels) {
          SampleBlock part = part(channel, T0 + s * SECOND, T0 + (s + 7) * SECOND);
          if (part.size() > 0) {
            run.take(part);
          }
        }
        run.watermark(T0 / 1000 + (s + 7) * 1000 - 1);
      }
      run.end();
      assertThat(run.emitted).isEqualTo(expected);
    }
  }

  @Test
  void finalStepsAreThoseOfAJobWithoutThem() throws Exception {
    try (AlignerRun run = AlignerRun.of(without)) {
      channels.forEach(channel -> take(run, channel));
      run.end();
      Map<String, List<String>> others = new TreeMap<>(expected);
      others.keySet().removeIf(name -> name.startsWith("now "));
      assertThat(run.emitted).isEqualTo(others);
      assertThat(run.stateEntries()).isZero();
    }
  }

  @Test
  void aSensorThatDiesIsToldForASecondAfterItsLastSample() {
    List<String> steps = expected.get("now left/x");
    SampleBlock left = channels.get(0);
    long lastSample = left.micros()[left.size() - 1];
    long lastStep = Long.parseLong(steps.get(steps.size() - 1).split(":")[0]);
    long known = lastStep * 200_000 + 200_000;
    assertThat(known).isBetween(lastSample + SECOND - 200_000, lastSample + SECOND);
    assertThat(steps).as("trained").anyMatch(step -> step.matches(".* 0\\.9\\d+"));
  }

  @Test
  void aPauseLongerThanASecondHasNoStepsAndWhatWasLearntIsKept() {
    List<String> steps = expected.get("now belt/acc_z");
    long from = (T0 + 92 * SECOND) / 200_000;
    assertThat(steps).noneMatch(step -> step.startsWith((from + 2) + ":"));
    String behind =
        steps.stream()
            .filter(step -> Long.parseLong(step.split(":")[0]) > from + 15)
            .findFirst()
            .orElseThrow();
    assertThat(behind.split(" ")[1]).as(behind).isNotEqualTo("NaN");
  }

  @Test
  void aSlowChannelIsFreshForFiveOfItsIntervals() {
    List<String> steps = expected.get("now slow/y");
    long from = T0 / 200_000 + 20 * 5;
    assertThat(steps.stream().map(step -> Long.parseLong(step.split(":")[0])))
        .contains(from, from + 1, from + 2, from + 3, from + 4);
  }

  @Test
  void aJobThatRanWithoutThemMeanwhileBeginsThemAnew() throws Exception {
    OperatorSubtaskState with;
    try (AlignerRun run = AlignerRun.of(settings)) {
      playTo(run, 0, 60);
      with = run.snapshot();
    }
    OperatorSubtaskState later;
    try (AlignerRun run = AlignerRun.from(with, without, false)) {
      playTo(run, 60, 80);
      assertThat(run.emitted.keySet()).noneMatch(name -> name.startsWith("now "));
      later = run.snapshot();
    }
    try (AlignerRun run = AlignerRun.from(later, settings, false)) {
      playTo(run, 80, SECONDS + 1);
      run.end();
      List<String> steps = run.emitted.get("now belt/acc_z");
      assertThat(steps.get(0).split(" ")[1]).as("nothing is known").isEqualTo("NaN");
      assertThat(steps).anyMatch(step -> !step.contains("NaN"));
    }
  }

  private static void playTo(AlignerRun run, long fromS, long toS) throws Exception {
    for (SampleBlock channel : channels) {
      SampleBlock part = part(channel, T0 + fromS * SECOND, T0 + toS * SECOND);
      if (part.size() > 0) {
        run.take(part);
      }
    }
    run.watermark(T0 / 1000 + toS * 1000 - 1);
  }
}
