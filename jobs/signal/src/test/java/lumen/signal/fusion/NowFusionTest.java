package lumen.signal.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NowFusionTest {
  private static final long DELAY_MICROS = 400_000;

  /** Plays a scenario, each step of now at its moment, behind all that is final by then. */
  private static final class Play {
    private final Scenario scenario;
    private final Random random;
    private final boolean early;
    private final boolean restores;
    private TenantFusion fusion;
    private NowFusion now;
    private final Map<ChannelId, Long> given = new TreeMap<>();
    private final List<byte[]> chunks = new ArrayList<>();
    private final List<NowFrame> frames = new ArrayList<>();
    private final List<FusedFrame> finals = new ArrayList<>();

    /**
     * A play.
     *
     * @param early whether provisional steps come long before their moment
     * @param restores whether everything is restored now and then
     */
    Play(Scenario scenario, long seed, boolean early, boolean restores) {
      this.scenario = scenario;
      this.random = new Random(seed);
      this.early = early;
      this.restores = restores;
      fusion = new TenantFusion(scenario.settings(), "t");
      now = fusion.now(DELAY_MICROS);
      align();
      scenario
          .references()
          .forEach((which, all) -> all.forEach((t, v) -> fusion.reference(which, t, v)));
    }

    private void align() {
      scenario
          .steps()
          .forEach(
              (id, steps) ->
                  steps.forEach(
                      (g, s) ->
                          fusion.align(
                              id,
                              scenario.weights().get(id),
                              g,
                              new double[] {s[0]},
                              new double[] {s[1]},
                              new double[] {s[2]},
                              1)));
    }

    private void give(long upTo) {
      scenario
          .steps()
          .forEach(
              (id, steps) -> {
                long from = given.getOrDefault(id, Long.MIN_VALUE);
                if (from > upTo) {
                  return;
                }
                steps
                    .subMap(from, true, upTo, true)
                    .forEach(
                        (g, s) ->
                            now.accept(
                                id,
                                scenario.weights().get(id),
                                g,
                                s[1],
                                s[2],
                                0.01,
                                0.02,
                                g % 50 < 40 ? 0.9 : 0.5));
                given.put(id, upTo + 1);
              });
    }

    Play run() {
      long first = Long.MAX_VALUE;
      long last = Long.MIN_VALUE;
      for (var steps : scenario.steps().values()) {
        first = Math.min(first, steps.isEmpty() ? first : steps.firstKey());
        last = Math.max(last, steps.isEmpty() ? last : steps.lastKey());
      }
      for (long g = first; g <= last + 2 * scenario.settings().windowSteps(); g++) {
        give(early ? g + random.nextInt(200) : g);
        long known = now.knownMicros(g);
        fusion.advance(known, finals::add, null);
        while (now.nextStep() <= g) {
          frames.add(now.process(now.nextStep()));
        }
        if (restores && random.nextInt(20) == 0) {
          restore();
        }
      }
      return this;
    }

    private void restore() {
      if (fusion.reformed()) {
        chunks.clear();
      }
      byte[] chunk = fusion.takeDifferences();
      if (chunk != null) {
        chunks.add(chunk);
      }
      byte[] kept = now.snapshot();
      fusion = TenantFusion.restore(scenario.settings(), "t", fusion.snapshot(), chunks);
      align();
      now = fusion.now(DELAY_MICROS);
      now.restore(kept);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void neitherWhatComesEarlyNorRestoresChangeABit(long seed) {
    Scenario scenario = Scenario.of(seed);
    System.out.println("seed of the scenario: " + seed);
    List<NowFrame> expected = new Play(scenario, seed, false, false).run().frames;
    assertThat(expected).isNotEmpty();
    assertThat(new Play(scenario, seed, true, false).run().frames).isEqualTo(expected);
    assertThat(new Play(scenario, seed, true, true).run().frames).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void aChannelThatReturnsWithAnotherLagNeither(long seed) {
    Scenario scenario = Scenario.returning(seed);
    List<NowFrame> expected = new Play(scenario, seed, false, false).run().frames;
    assertThat(expected).anyMatch(frame -> frame.horizonS() > DELAY_MICROS / 1e6);
    assertThat(new Play(scenario, seed, true, false).run().frames).isEqualTo(expected);
    assertThat(new Play(scenario, seed, true, true).run().frames).isEqualTo(expected);
  }

  /** Where provisional phases are the final ones, so are the figures. */
  @Test
  void perfectPhasesGiveTheFiguresOfTheFrames() {
    FusionSettings settings =
        RhythmChannels.settings(20, Weighting.ENVELOPE, Fallback.SENSORS_ONLY);
    RhythmChannels rig = new RhythmChannels(settings, 5);
    TenantFusion fusion = rig.fusion();
    NowFusion now = fusion.now(200_000);
    Random random = new Random(6);
    int n = 400;
    double[][] phases = new double[3][n];
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < 3; c++) {
        double phase = 0.18 * i + (0.02 + 0.02 * c) * random.nextGaussian();
        phases[c][i] = phase - Math.ceil(phase - 0.5);
      }
    }
    for (int c = 0; c < 3; c++) {
      double[] ones = new double[n];
      Arrays.fill(ones, 1 + c);
      ChannelId id = new ChannelId("s", "k" + c);
      fusion.align(id, 1, RhythmChannels.FIRST, new double[n], phases[c], ones, n);
      for (int i = 0; i < n; i++) {
        now.accept(id, 1, RhythmChannels.FIRST + i, phases[c][i], 1 + c, 0.01 * c, 0.02, 1);
      }
    }
    List<NowFrame> frames = new ArrayList<>();
    for (long g = RhythmChannels.FIRST; g < RhythmChannels.FIRST + n; g++) {
      fusion.advance(now.knownMicros(g), rig.frames::add, null);
      frames.add(now.process(g));
    }
    rig.finish();
    for (int i = 100; i < n; i++) {
      FusedFrame end = rig.frame(i);
      NowFrame early = frames.get(i);
      assertThat(early.mode()).isEqualTo(end.mode()).isEqualTo(Mode.SENSORS_ONLY);
      assertThat(early.coherence()).isCloseTo(end.coherence(), offset(1e-9));
      assertThat(early.entropyRatio()).isCloseTo(end.entropyRatio(), offset(1e-9));
      assertThat(early.order()).isCloseTo(end.order(), offset(1e-12));
      assertThat(early.phaseDiff()).isCloseTo(end.phaseDiff(), offset(1e-3));
      assertThat(early.errorP50()).isCloseTo(0.01, offset(1e-12));
      assertThat(early.streamsFresh()).isEqualTo(3);
      assertThat(early.horizonS()).isEqualTo(0.2);
    }
  }

  /** With lags the figures are those of a step as far back as they say. */
  @Test
  void perfectPhasesOfChannelsThatLagGiveTheFiguresOfAnEarlierStep() {
    FusionSettings settings =
        RhythmChannels.settings(20, Weighting.ENVELOPE, Fallback.SENSORS_ONLY);
    RhythmChannels rig = new RhythmChannels(settings, 5);
    TenantFusion fusion = rig.fusion();
    NowFusion now = fusion.now(200_000);
    Random random = new Random(6);
    int n = 600;
    for (int c = 0; c < 3; c++) {
      double[] value = new double[n];
      double[] phases = new double[n];
      double[] ones = new double[n];
      Arrays.fill(ones, 1);
      ChannelId id = new ChannelId("s", "k" + c);
      for (int i = 0; i < n; i++) {
        double turns = 0.02 * random.nextGaussian() + 0.12 * (i - 2.5 * c);
        double wander = 0.6 * StrictMath.sin(0.02 * (i - 2.5 * c));
        phases[i] = turns + wander - Math.ceil(turns + wander - 0.5);
        value[i] = StrictMath.cos(2 * Math.PI * phases[i]);
        now.accept(id, 1, RhythmChannels.FIRST + i, phases[i], 1, 0.01, 0.02, 1);
      }
      fusion.align(id, 1, RhythmChannels.FIRST, value, phases, ones, n);
    }
    List<NowFrame> frames = new ArrayList<>();
    for (long g = RhythmChannels.FIRST; g < RhythmChannels.FIRST + n; g++) {
      fusion.advance(now.knownMicros(g), rig.frames::add, null);
      frames.add(now.process(g));
    }
    rig.finish();
    int compared = 0;
    for (int i = 320; i < n; i++) {
      NowFrame early = frames.get(i);
      int back = (int) Math.round((early.horizonS() - 0.2) * 5);
      if ((i - 57) / 100 == (i - back) / 100) {
        assertThat(early.coherence()).isCloseTo(rig.frame(i - back).coherence(), offset(1e-9));
        assertThat(early.order()).isCloseTo(rig.frame(i - back).order(), offset(1e-12));
        assertThat(back).isBetween(1, 5);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(80);
  }

  @Test
  void whoseProvisionalPhasesAreWrongIsListedAndNotUsed() {
    FusionSettings settings =
        RhythmChannels.settings(20, Weighting.ENVELOPE, Fallback.SENSORS_ONLY);
    TenantFusion fusion = new TenantFusion(settings, "t");
    NowFusion now = fusion.now(200_000);
    long first = RhythmChannels.FIRST;
    for (int i = 0; i < 200; i++) {
      for (int c = 0; c < 3; c++) {
        double plv = c == 2 && i > 100 ? 0.69 : 0.71;
        double phase = c == 2 ? 0.4 : 0.1;
        now.accept(new ChannelId("s", "k" + c), 1, first + i, phase, 1, 0.1 * c, 0.2, plv);
      }
    }
    List<NowFrame> frames = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      frames.add(now.process(first + i));
    }
    assertThat(frames.get(100).order()).isLessThan(0.7);
    assertThat(frames.get(101).order()).isCloseTo(1, offset(1e-12));
    assertThat(frames.get(101).errorP50()).isCloseTo(0.05, offset(1e-12));
    assertThat(frames.get(101).streamsFresh()).isEqualTo(3);
    List<String> told = new ArrayList<>();
    now.channels((channel, fresh, plv) -> told.add(channel.key() + fresh + plv));
    assertThat(told).containsExactly("k0true0.71", "k1true0.71", "k2true0.69");
  }

  @Test
  void aLostChannelIsNotFreshAtTheNextStepAndForgottenAWindowLater() {
    FusionSettings settings =
        RhythmChannels.settings(20, Weighting.ENVELOPE, Fallback.SENSORS_ONLY);
    TenantFusion fusion = new TenantFusion(settings, "t");
    NowFusion now = fusion.now(200_000);
    long first = RhythmChannels.FIRST;
    for (int i = 0; i < 150; i++) {
      now.accept(new ChannelId("s", "a"), 1, first + i, 0.1, 1, 0.01, 0.02, 1);
      if (i < 100) {
        now.accept(new ChannelId("s", "b"), 1, first + i, 0.1, 1, 0.01, 0.02, 1);
      }
    }
    List<NowFrame> frames = new ArrayList<>();
    while (now.nextStep() != Long.MAX_VALUE) {
      frames.add(now.process(now.nextStep() == Long.MIN_VALUE ? first : now.nextStep()));
    }
    assertThat(frames.get(99).mode()).isEqualTo(Mode.SENSORS_ONLY);
    assertThat(frames.get(100).mode()).isEqualTo(Mode.NONE);
    assertThat(frames.get(100).streamsFresh()).isEqualTo(1);
    assertThat(frames.get(100).streamsTotal()).isEqualTo(2);
    assertThat(frames.get(199).streamsTotal()).isEqualTo(1);
    assertThat(frames).as("W steps after the last").hasSize(249);
    assertThat(frames.get(248).streamsFresh()).isZero();
  }

  @Test
  void degradedFiguresFadeFromThoseOfNowThatWereHeldLast() {
    FusionSettings settings = RhythmChannels.settings(20, Weighting.ENVELOPE, Fallback.DEGRADE);
    TenantFusion fusion = new TenantFusion(settings, "t");
    NowFusion now = fusion.now(200_000);
    long first = RhythmChannels.FIRST;
    for (int i = 0; i < 100; i++) {
      now.accept(new ChannelId("s", "a"), 1, first + i, 0.1, 1, 0.01, 0.02, 1);
      now.accept(new ChannelId("s", "b"), 1, first + i, 0.1, 1, 0.01, 0.02, 1);
    }
    List<NowFrame> frames = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      frames.add(now.process(first + i));
    }
    assertThat(frames.get(99).coherence()).isCloseTo(1, offset(1e-12));
    assertThat(frames.get(100).mode()).isEqualTo(Mode.DEGRADE);
    assertThat(frames.get(100).coherence()).isCloseTo(0.99, offset(1e-12));
    assertThat(frames.get(149).coherence()).isCloseTo(0.5, offset(1e-12));
  }

  /** A job that went on without figures of now has values of the reference engine by then. */
  @Test
  void beginsAtAMomentWhereFramesHaveGoneOn() {
    FusionSettings settings = RhythmChannels.settings(20, Weighting.ENVELOPE, Fallback.URE_ONLY);
    RhythmChannels rig = new RhythmChannels(settings, 5);
    rig.reference(UreValue.COHERENCE, 1, 0.9);
    TenantFusion fusion = rig.fusion();
    long moment = settings.grid().floorMicros(RhythmChannels.FIRST) + 20_100_000;
    fusion.advance(moment, rig.frames::add, null);
    NowFusion now = fusion.now(200_000);
    now.begin(moment);
    assertThat(now.nextStep()).isEqualTo(RhythmChannels.FIRST + 100);
    assertThat(now.process(now.nextStep()).mode()).isEqualTo(Mode.URE_ONLY);
    assertThat(now.nextStep()).isEqualTo(RhythmChannels.FIRST + 101);
  }
}
