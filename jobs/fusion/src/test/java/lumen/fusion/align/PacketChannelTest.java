package lumen.fusion.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

/** Channels whose samples come in packets, whatever happens to them in the aligner. */
class PacketChannelTest {
  private static final long T0 = 1_760_000_000_000_000L;
  private static final long SECOND = 1_000_000;
  private static final int SECONDS = 100;

  private static final String SENSORS =
      """
      sources:
        last: {samples: packet, angle: degrees, min_distinct: 4}
        first: {samples: packet, stamp: first}
        told: {samples: packet, rate_hz: 40, clip: {method: none}}
        taps: {samples: packet, interpolation: onset, onset: {missed: 1.6}}
      """;

  @TempDir static Path folder;

  private static LumenSettings settings;
  private static List<SampleBlock> channels;
  private static Map<String, List<String>> expected;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    settings = settings(SENSORS);
    channels =
        List.of(packets("last", 40), packets("first", 25), packets("told", 40), packets("taps", 3));
    try (AlignerRun run = AlignerRun.of(settings)) {
      for (SampleBlock channel : channels) {
        run.take(channel);
      }
      run.end();
      expected = run.emitted;
      assertThat(run.late).isEmpty();
      assertThat(run.accounts.toString()).contains("\"unplaced\":");
    }
    assertThat(expected)
        .hasSize(4)
        .allSatisfy((name, steps) -> assertThat(steps).hasSizeGreaterThan(40));
  }

  private static LumenSettings settings(String sensors) throws IOException {
    Path config = ShortWindows.write(folder.resolve("config"));
    Files.writeString(config.resolve("sensors.yaml"), sensors);
    return SettingsLoader.load(config);
  }

  /**
   * Packets of random length; every tenth is lost; no packet from 30 s to 33 s, and from 50 s to 75
   * s; an end at 85 s.
   */
  private static SampleBlock packets(String source, int rateHz) {
    Random random = new Random(source.hashCode());
    List<Long> micros = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    boolean ended = false;
    for (int n = 0; n < SECONDS * rateHz; ) {
      int size = 1 + random.nextInt(rateHz / 3 + 2);
      double s = (double) (n + size) / rateHz;
      boolean silent = (s > 30 && s < 33) || (s > 50 && s < 75) || random.nextInt(10) == 0;
      if (s > 85 && !ended) {
        micros.add(T0 + Math.round(s * 1e6) - 1);
        values.add(SampleBlock.BREAK);
        ended = true;
      }
      for (int i = 0; i < size; i++, n++) {
        boolean nothing = random.nextInt(30) == 0;
        double degrees = 350 + 30 * StrictMath.sin(2 * Math.PI * 0.9 * n / rateHz);
        if (!silent) {
          micros.add(T0 + Math.round(s * 1e6) + (random.nextBoolean() ? i : 0));
          values.add(nothing ? SampleBlock.NOTHING : Math.rint(degrees) % 360);
        }
      }
    }
    return block(
        source,
        micros.stream().mapToLong(t -> t).sorted().toArray(),
        values.stream().mapToDouble(x -> x).toArray());
  }

  private static SampleBlock block(String source, long[] micros, double... values) {
    return new SampleBlock("rec", "a", source, "x", micros, values);
  }

  private interface AfterEachBlock {
    void act() throws Exception;
  }

  /** Plays the channels in blocks of random length, cut within packets too. */
  private static void playCut(AlignerRun run, long seed, AfterEachBlock after) throws Exception {
    Random random = new Random(seed);
    int[] at = new int[channels.size()];
    long to = T0;
    while (to < T0 + (SECONDS + 1) * SECOND) {
      to += 1 + (long) (random.nextDouble() * 3 * SECOND);
      for (int c = 0; c < at.length; c++) {
        SampleBlock all = channels.get(c);
        while (at[c] < all.size() && all.micros()[at[c]] < to) {
          int end = at[c] + 1 + random.nextInt(60);
          while (end > all.size() || (end > at[c] + 1 && all.micros()[end - 1] >= to)) {
            end--;
          }
          run.take(
              block(
                  all.source(),
                  Arrays.copyOfRange(all.micros(), at[c], end),
                  Arrays.copyOfRange(all.values(), at[c], end)));
          at[c] = end;
        }
      }
      after.act();
      if (random.nextBoolean()) {
        run.watermark(to / 1_000 - 1);
        after.act();
      }
    }
    run.end();
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

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void restoreAtEveryBlockContinuesBitForBit(long seed) throws Exception {
    try (AlignerRun run = AlignerRun.of(settings)) {
      playCut(run, seed, run::restore);
      assertThat(run.emitted).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void restoreFromRocksDbAndACacheOfOneChannelChangeNothing() throws Exception {
    try (AlignerRun run = AlignerRun.on(settings, new EmbeddedRocksDBStateBackend())) {
      int[] blocks = {0};
      playCut(
          run,
          7,
          () -> {
            if (blocks[0]++ % 10 == 0) {
              run.restore();
            }
          });
      assertThat(run.emitted).isEqualTo(expected);
    }
    try (AlignerRun run = AlignerRun.cached(settings, 1)) {
      playCut(run, 8, () -> {});
      assertThat(run.emitted).isEqualTo(expected);
    }
  }

  /** A step that came after it is final for the tenant would be lost, or not, by chance. */
  @Test
  void everyStepComesBeforeItIsFinal() throws Exception {
    FusionSettings fusion = settings.fusionSettings();
    try (AlignerRun run = AlignerRun.of(settings)) {
      for (SampleBlock channel : channels) {
        run.take(channel);
      }
      int latest = 0;
      for (long millis = T0 / 1_000; millis < T0 / 1_000 + (SECONDS + 20) * 1_000L; millis += 7) {
        run.watermark(millis);
        long before = millis * 1_000 - 6_000;
        for (List<String> steps : run.emitted.values()) {
          for (String step : steps) {
            long number = Long.parseLong(step.substring(0, step.indexOf(':')));
            long late = before - fusion.grid().ceilMicros(number) - fusion.horizonMicros();
            assertThat(late).as("step %d at %d", number, millis).isLessThanOrEqualTo(0);
            latest++;
          }
          steps.clear();
        }
      }
      assertThat(latest).isEqualTo(expected.values().stream().mapToInt(List::size).sum());
    }
  }

  @Test
  void stateEndsWithASilenceAndWithTheInput() throws Exception {
    try (AlignerRun run = AlignerRun.of(settings)) {
      playCut(run, 9, () -> {});
      assertThat(run.stateEntries()).isZero();
    }
    try (AlignerRun run = AlignerRun.of(settings)) {
      for (SampleBlock channel : channels) {
        run.take(channel);
      }
      run.watermark(T0 / 1_000 + 50_000);
      assertThat(run.stateEntries()).isPositive();
      run.watermark(T0 / 1_000 + (SECONDS + 25) * 1_000L);
      assertThat(run.stateEntries()).isZero();
      assertThat(run.timers()).isZero();
    }
  }

  @Test
  void stateStaysInBoundsWhileAChannelGoesOn() throws Exception {
    try (AlignerRun run = AlignerRun.of(settings)) {
      for (int s = 0; s < 300; s++) {
        long[] micros = new long[20];
        double[] values = new double[20];
        Arrays.fill(micros, T0 + s * SECOND);
        Arrays.setAll(values, i -> i);
        run.take(block("first", micros, values)).watermark(T0 / 1_000 + s * 1_000L);
        assertThat(run.stateEntries()).isLessThan(40);
      }
      assertThat(run.accounts).as("equal stamps are no duplicates").isEmpty();
    }
  }

  /** With other settings the samples that were placed are nothing, and do not stay. */
  @Test
  void resetToSamplesWithTheirTimesDropsWhatWasPlaced() throws Exception {
    OperatorSubtaskState state;
    try (AlignerRun run = AlignerRun.of(settings)) {
      run.take(channels.get(1)).watermark(T0 / 1_000 + 20_000);
      state = run.snapshot();
    }
    for (String sensors : List.of("sources: {first: {}}", "sources: {first: {samples: packet}}")) {
      try (AlignerRun run = AlignerRun.from(state, settings(sensors), true)) {
        run.watermark(T0 / 1_000 + (SECONDS + 25) * 1_000L);
        assertThat(run.stateEntries()).isZero();
        assertThat(run.emitted.get("first/x")).isNotEmpty();
      }
    }
  }
}
