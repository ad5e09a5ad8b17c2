package lumen.fusion.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lumen.event.SampleBlock;
import lumen.fusion.ShortWindows;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.signal.fusion.FusionSettings;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the aligner does with order, cuts, lateness, duplicates, restores and silence. */
class AlignFunctionTest {
  private static final long T0 = 1_760_000_000_000_000L;

  /** A step of the grid at 5 Hz. */
  private static final long STEP = 200_000;

  private static final long SECOND = 1_000_000;
  private static final int SECONDS = 60;

  @TempDir static Path folder;

  private static LumenSettings settings;
  private static List<SampleBlock> channels;
  private static Map<String, List<String>> expected;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    settings = ShortWindows.settings(folder.resolve("config"));
    Random random = new Random(7);
    channels =
        List.of(
            irregular(random, "left", "x", SECONDS, 31),
            irregular(random, "belt", "acc_z", SECONDS, 12),
            irregular(random, "taps", "tap", SECONDS, 2),
            irregular(random, "ure", "ure_coherence_level", SECONDS, 1));
    try (AlignerRun run = AlignerRun.of(settings)) {
      for (SampleBlock channel : channels) {
        run.take(channel);
      }
      run.end();
      expected = run.emitted;
      assertThat(run.late).isEmpty();
    }
    assertThat(expected).hasSize(4);
    assertThat(expected.get("left/x")).hasSizeGreaterThan(50);
    assertThat(expected.get("taps/tap")).hasSizeGreaterThan(50);
  }

  /** A noisy oscillation at uneven times; silent from 20 s to 24 s. */
  private static SampleBlock irregular(
      Random random, String source, String key, int seconds, int rateHz) {
    int n = seconds * rateHz;
    long[] micros = new long[n];
    double[] values = new double[n];
    int size = 0;
    for (int i = 0; i < n; i++) {
      double s = (i + 0.8 * random.nextDouble()) / rateHz;
      if (s < 20 || s > 24) {
        micros[size] = T0 + (long) (s * SECOND);
        values[size++] = StrictMath.sin(2 * Math.PI * 0.9 * s) + 0.2 * random.nextGaussian();
      }
    }
    return block("rec", source, key, Arrays.copyOf(micros, size), Arrays.copyOf(values, size));
  }

  private static SampleBlock block(
      String stream, String source, String key, long[] micros, double... values) {
    return new SampleBlock(stream, "a", source, key, micros, values);
  }

  /** The samples of a block that lie in a span of time. */
  private static SampleBlock part(SampleBlock block, long from, long to) {
    int first = Arrays.binarySearch(block.micros(), from);
    int last = Arrays.binarySearch(block.micros(), to);
    int a = first < 0 ? -first - 1 : first;
    int b = last < 0 ? -last - 1 : last;
    return block(
        block.stream(),
        block.source(),
        block.key(),
        Arrays.copyOfRange(block.micros(), a, b),
        Arrays.copyOfRange(block.values(), a, b));
  }

  private interface AfterEachBlock {
    void act() throws Exception;
  }

  /** Plays the channels in spans of random length, blocks of a span in random order. */
  private static void playCut(AlignerRun run, long seed, AfterEachBlock after) throws Exception {
    Random random = new Random(seed);
    long from = T0;
    while (from < T0 + (SECONDS + 1) * SECOND) {
      long to = from + 1 + (long) (random.nextDouble() * 3 * SECOND);
      List<SampleBlock> shuffled = new ArrayList<>(channels);
      Collections.shuffle(shuffled, random);
      for (SampleBlock channel : shuffled) {
        SampleBlock part = part(channel, from, to);
        if (part.size() > 0) {
          run.take(part);
          after.act();
        }
      }
      if (random.nextBoolean()) {
        run.watermark(to / 1_000 - 1);
        after.act();
      }
      from = to;
    }
    run.end();
  }

  private static long randomLag(Random random) {
    return (long) (random.nextDouble() * 2 * SECOND);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void outputDoesNotDependOnHowSamplesAreCutAndWatermarked(long seed) throws Exception {
    try (AlignerRun run = AlignerRun.of(settings)) {
      playCut(run, seed, () -> {});
      assertThat(run.emitted).as("seed %d", seed).isEqualTo(expected);
      assertThat(run.late).isEmpty();
    }
  }

  @Test
  void samplesOutOfOrderComeOutInOrderOfTime() throws Exception {
    Random random = new Random(11);
    try (AlignerRun run = AlignerRun.of(settings)) {
      for (SampleBlock channel : channels) {
        Integer[] arrival = new Integer[channel.size()];
        long[] at = new long[channel.size()];
        for (int i = 0; i < at.length; i++) {
          arrival[i] = i;
          at[i] = channel.micros()[i] + randomLag(random);
        }
        Arrays.sort(arrival, (a, b) -> Long.compare(at[a], at[b]));
        long[] micros = new long[at.length];
        double[] values = new double[at.length];
        for (int i = 0; i < at.length; i++) {
          micros[i] = channel.micros()[arrival[i]];
          values[i] = channel.values()[arrival[i]];
        }
        run.take(block("rec", channel.source(), channel.key(), micros, values));
      }
      run.end();
      assertThat(run.emitted).isEqualTo(expected);
    }
  }

  @Test
  void restoreAtEveryBlockContinuesBitForBit() throws Exception {
    try (AlignerRun run = AlignerRun.of(settings)) {
      playCut(run, 5, run::restore);
      assertThat(run.emitted).isEqualTo(expected);
      assertThat(run.late).isEmpty();
    }
  }

  @Test
  void restoreFromRocksDbContinuesBitForBit() throws Exception {
    try (AlignerRun run = AlignerRun.on(settings, new EmbeddedRocksDBStateBackend())) {
      int[] blocks = {0};
      playCut(
          run,
          6,
          () -> {
            if (++blocks[0] % 20 == 0) {
              run.restore();
            }
          });
      assertThat(run.emitted).isEqualTo(expected);
    }
  }

  @Test
  void cacheOfOneChannelChangesNothing() throws Exception {
    try (AlignerRun run = AlignerRun.cached(settings, 1)) {
      playCut(run, 8, () -> {});
      assertThat(run.emitted).isEqualTo(expected);
    }
  }

  @Test
  void lastOfEqualTimesWinsInTheOrderOfStreamAndPosition() throws Exception {
    SampleBlock a = block("a", "ure", "u", new long[] {T0, T0 + 1, T0 + 1, T0 + 5}, 1, 2, 3, 4);
    SampleBlock b = block("b", "ure", "u", new long[] {T0 + 1, T0 + 3}, 20, 30);
    List<String> merged =
        List.of(T0 + ": 1.0", T0 + 1 + ": 20.0", T0 + 3 + ": 30.0", T0 + 5 + ": 4.0");
    for (List<SampleBlock> arrival : List.of(List.of(a, b), List.of(b, a))) {
      try (AlignerRun run = AlignerRun.of(settings)) {
        for (SampleBlock block : arrival) {
          run.take(block);
        }
        run.end();
        assertThat(run.emitted.get("ure/u")).isEqualTo(merged);
        assertThat(run.accounts).containsExactly("{\"source\":\"ure\",\"duplicates\":2}");
      }
    }
  }

  @Test
  void sampleBehindTheFrontierLeavesAndChangesNothing() throws Exception {
    try (AlignerRun run = AlignerRun.of(settings)) {
      run.take(block("rec", "ure", "u", new long[] {T0, T0 + 900}, 1, 2));
      run.watermark((T0 + STEP) / 1_000 - 1);
      run.take(
          block(
              "rec", "ure", "u", new long[] {T0 + STEP - 1, T0 + STEP, T0 - 5 * SECOND}, 7, 8, 9));
      run.end();
      assertThat(run.emitted.get("ure/u"))
          .containsExactly(T0 + ": 1.0", T0 + 900 + ": 2.0", T0 + STEP + ": 8.0");
      assertThat(run.late)
          .containsExactly(behind("1760000000.199999", "7.0"), behind("1759999995.0", "9.0"));
    }
  }

  private static String behind(String ts, String value) {
    return "{\"reason\":\"behind_watermark\",\"stream\":\"rec\",\"source\":\"ure\",\"tenant\":\"a\","
        + "\"key\":\"u\",\"ts\":"
        + ts
        + ",\"value\":"
        + value
        + "}";
  }

  @Test
  void valueOfTheReferencePassesAsSoonAsTheWatermarkHasPassedIt() throws Exception {
    try (AlignerRun run = AlignerRun.of(settings)) {
      run.take(block("rec", "ure", "u", new long[] {T0, T0 + 900, T0 + 5_000}, 1, 2, 3));
      run.watermark(T0 / 1_000 - 1);
      assertThat(run.emitted).isEmpty();
      run.watermark(T0 / 1_000);
      assertThat(run.emitted.get("ure/u")).containsExactly(T0 + ": 1.0", T0 + 900 + ": 2.0");
      run.watermark((T0 + 5_000) / 1_000);
      assertThat(run.emitted.get("ure/u")).endsWith(T0 + 5_000 + ": 3.0").hasSize(3);
    }
  }

  /** A channel is consumed when its small state is written beside its samples. */
  @Test
  void sampleIsNotConsumedBeforeAStepIsFinal() throws Exception {
    try (AlignerRun run = AlignerRun.of(settings)) {
      FusionSettings fusion = settings.fusionSettings();
      long step = fusion.grid().floorStep(T0 - fusion.horizonMicros()) + 1;
      long due = fusion.grid().ceilMicros(step) + fusion.horizonMicros();
      run.take(block("rec", "left", "x", new long[] {T0, due - 1_000, due}, 1, 2, 3));
      run.watermark(due / 1_000 - 2);
      assertThat(run.stateEntries()).as("samples alone").isEqualTo(1);
      run.watermark(due / 1_000 - 1);
      assertThat(run.stateEntries()).as("samples and small state").isEqualTo(2);
    }
  }

  @Test
  void nothingIsWrittenBetweenCheckpoints() throws Exception {
    try (AlignerRun run = AlignerRun.of(settings)) {
      playCut(run, 9, () -> assertThat(run.writtenEntries()).isZero());
      assertThat(run.emitted).isEqualTo(expected);
    }
  }

  @Test
  void stateEndsWithTheInput() throws Exception {
    try (AlignerRun run = AlignerRun.of(settings)) {
      playCut(run, 9, () -> {});
      assertThat(run.stateEntries()).isZero();
      assertThat(run.timers()).isZero();
    }
  }

  @Test
  void stateEndsWhenAChannelHasBeenSilentForAWindow() throws Exception {
    try (AlignerRun run = AlignerRun.of(settings)) {
      for (SampleBlock channel : channels) {
        run.take(channel);
      }
      long last = T0 + SECONDS * SECOND;
      run.watermark(last / 1_000);
      assertThat(run.stateEntries()).isPositive();
      run.watermark(last / 1_000 + ShortWindows.WINDOW_S * 1_000 + 1);
      assertThat(run.stateEntries()).isZero();
      assertThat(run.timers()).isZero();
      assertThat(run.emitted).isEqualTo(expected);
    }
  }

  @Test
  void stateStaysInBoundsWhileAChannelGoesOn() throws Exception {
    SampleBlock channel = irregular(new Random(3), "left", "x", 400, 20);
    long[] sizes = new long[2];
    try (AlignerRun run = AlignerRun.of(settings)) {
      for (int s = 0; s < 400; s++) {
        SampleBlock part = part(channel, T0 + s * SECOND, T0 + (s + 1) * SECOND);
        if (part.size() > 0) {
          run.take(part);
        }
        run.watermark((T0 + (s + 1) * SECOND) / 1_000 - 1);
        if (s % 20 == 19 && s > 60) {
          sizes[s / 200] = Math.max(sizes[s / 200], run.snapshot().getStateSize());
        }
      }
    }
    assertThat(sizes[1]).as("bytes after 400 s and after 200 s").isLessThan(sizes[0] * 11 / 10);
    assertThat(sizes[1]).isLessThan(20_000);
  }

  /** Samples of one packet, a microsecond apart: told once, through a restore as well. */
  @Test
  void aChannelAboveTheHighestRateIsTold() throws Exception {
    long[] micros = new long[200];
    double[] values = new double[200];
    for (int i = 0; i < micros.length; i++) {
      micros[i] = T0 + (i < 100 ? i : 5 * SECOND + i);
      values[i] = i;
    }
    SampleBlock packet = new SampleBlock("rec", "default", "pad", "x", micros, values);
    try (AlignerRun run = AlignerRun.of(settings)) {
      run.take(part(packet, T0, T0 + SECOND));
      run.watermark((T0 + SECOND) / 1_000 - 1);
      run.restore();
      run.take(part(packet, T0 + SECOND, Long.MAX_VALUE));
      run.end();
      assertThat(run.accounts)
          .hasSize(2)
          .first()
          .isEqualTo(
              "{\"source\":\"pad\",\"tenant\":\"a\",\"key\":\"x\",\"wanted_hz\":1000000,"
                  + "\"used_hz\":20480}");
      assertThat(run.accounts.get(1))
          .startsWith("{\"source\":\"pad\",\"tenant\":\"a\",\"key\":\"x\",\"profile\":{")
          .contains("\"samples\":200,", "\"pauses\":1,", "\"paused_micros\":5000001,");
    }
  }

  @Test
  void restoreWithOtherSettingsIsRefusedWithTheirKeys() throws Exception {
    OperatorSubtaskState state = halfway();
    LumenSettings others = otherSettings();
    assertThatThrownBy(() -> AlignerRun.from(state, others, false).close())
        .rootCause()
        .hasMessage(
            "settings must be those of the savepoint, or --reset-windows given:"
                + " band.taps: was 51, is 71; clip.window_s: was 8, is 6");
  }

  @Test
  void resetBeginsEveryChannelAnewAtItsFrontier() throws Exception {
    LumenSettings others = otherSettings();
    long frontier = T0 + 10 * SECOND;
    Map<String, List<String>> anew;
    try (AlignerRun run = AlignerRun.of(others)) {
      for (SampleBlock channel : channels) {
        run.take(part(channel, frontier, Long.MAX_VALUE));
      }
      anew = run.end().emitted;
    }
    try (AlignerRun run = AlignerRun.from(halfway(), others, true)) {
      for (SampleBlock channel : channels) {
        run.take(part(channel, frontier + SECOND, Long.MAX_VALUE));
        run.restore();
      }
      assertThat(run.end().emitted).isEqualTo(anew);
      assertThat(run.late).isEmpty();
      assertThat(run.stateEntries()).isZero();
    }
  }

  private static LumenSettings otherSettings() {
    String fusion =
        ShortWindows.FUSION.replace("window_s: 8", "window_s: 6") + "band: {taps: 71}\n";
    return SettingsLoader.load(ShortWindows.write(folder.resolve("others"), fusion));
  }

  /** State with everything before 10 s consumed, and another second waiting. */
  private static OperatorSubtaskState halfway() throws Exception {
    try (AlignerRun run = AlignerRun.of(settings)) {
      for (SampleBlock channel : channels) {
        run.take(part(channel, T0, T0 + 11 * SECOND));
      }
      run.watermark((T0 + 10 * SECOND) / 1_000 - 1);
      return run.snapshot();
    }
  }
}
