package lumen.fusion.fuse;

import static lumen.fusion.fuse.AlignedRig.G0;
import static lumen.fusion.fuse.AlignedRig.STEPS;
import static lumen.fusion.fuse.AlignedRig.micros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import lumen.fusion.ShortWindows;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.fusion.tenant.ReferenceBlock;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.lines.OrderedLine;
import lumen.signal.bridge.CommandHold;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fuser does with order, cuts, restores, silence and other settings. */
class FuseFunctionTest {
  private static final long WINDOW_STEPS = ShortWindows.WINDOW_S * 5L;
  private static final long SECOND = 1_000_000;

  /** Nothing of a bridge counts any more so long after the last that was heard. */
  private static final long REST = 16 * 60 * SECOND;

  /** Tenant a is weighed otherwise from this moment on, by a command. */
  private static final long WEIGHED_AT = micros(500) + 17;

  /** What a command has set is kept, with its id, beside the small state of the fusion. */
  private static final int KEPT_OF_COMMANDS = 3;

  /** A tick of the bridge in state. */
  private static final int BYTES_PER_TICK = 120;

  private static final AlignedRig RIG = new AlignedRig(17);

  private static final Set<String> GOING_ON = Set.of("a", "b");

  @TempDir static Path folder;

  private static LumenSettings settings;
  private static long horizon;
  private static Map<String, List<OrderedLine>> expected;
  private static Map<String, List<OrderedLine>> expectedChannels;
  private static Map<String, List<OrderedLine>> expectedControl;
  private static Map<String, List<OrderedLine>> expectedEvidence;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    settings = ShortWindows.settings(folder.resolve("config"));
    horizon = settings.fusionSettings().horizonMicros();
    try (FuserRun run = FuserRun.of(settings)) {
      for (TenantInput input : RIG.whole()) {
        run.take(input);
      }
      run.end();
      expected = run.frames;
      expectedChannels = run.channels;
      expectedControl = run.control;
      expectedEvidence = run.evidence;
    }
    assertThat(expected.get("a")).hasSizeBetween((int) STEPS, (int) (STEPS + WINDOW_STEPS + 5));
    assertThat(expected.get("a").toString()).contains("\"fused\"", "\"sensors_only\"");
    assertThat(expected.get("c")).hasSizeLessThan((int) STEPS);
  }

  /** A line without the gains, which the mathematics of the fusion does not know. */
  private static String withoutGains(OrderedLine line) {
    return line.line().replaceAll("\"(k[pid])\":[^,]*", "\"$1\":null");
  }

  @Test
  void framesAreThoseOfTheMathematicsAlone() {
    RIG.frames(settings)
        .forEach(
            (tenant, lines) -> {
              List<String> made =
                  expected.get(tenant).stream().map(FuseFunctionTest::withoutGains).toList();
              int same =
                  (int)
                      lines.stream()
                          .filter(l -> !tenant.equals("a") || l.micros() + horizon < WEIGHED_AT)
                          .count();
              assertThat(same).isGreaterThan(250);
              assertThat(made).as(tenant).hasSameSizeAs(lines);
              assertThat(made.subList(0, same))
                  .as(tenant)
                  .isEqualTo(lines.stream().map(OrderedLine::line).toList().subList(0, same));
            });
  }

  private static void assertSame(FuserRun run, long seed) {
    assertThat(run.frames).as("seed %d", seed).isEqualTo(expected);
    assertThat(run.channels).as("seed %d", seed).isEqualTo(expectedChannels);
    assertThat(run.control).as("seed %d", seed).isEqualTo(expectedControl);
    assertThat(run.evidence).as("seed %d", seed).isEqualTo(expectedEvidence);
    assertThat(run.late).isEmpty();
    assertThat(run.rejects)
        .as("a repeated id, with its place")
        .singleElement()
        .asString()
        .contains("was told before", "\"file\":\"rig\"")
        .doesNotContain("\"offset\":0,");
  }

  private interface AfterEachInput {
    void act() throws Exception;
  }

  private static void playCut(FuserRun run, long seed, long until, AfterEachInput after)
      throws Exception {
    Random random = new Random(seed);
    long from = 0;
    while (from < until) {
      long to = Math.min(until, from + 1 + random.nextInt(30));
      for (TenantInput input : RIG.between(from, to, random)) {
        run.take(input);
        after.act();
      }
      if (random.nextInt(3) > 0) {
        run.frontier(micros(to));
        after.act();
      }
      from = to;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void framesDoNotDependOnOrderCutsOrWatermarks(long seed) throws Exception {
    try (FuserRun run = FuserRun.of(settings)) {
      playCut(run, seed, STEPS, () -> {});
      run.end();
      assertSame(run, seed);
    }
  }

  @Test
  void restoreAfterEveryInputContinuesBitForBit() throws Exception {
    try (FuserRun run = FuserRun.of(settings)) {
      playCut(run, 4, STEPS, run::restore);
      run.end();
      assertSame(run, 4);
    }
  }

  @Test
  void restoreFromRocksDbContinuesBitForBit() throws Exception {
    try (FuserRun run = FuserRun.on(settings, new EmbeddedRocksDBStateBackend())) {
      int[] inputs = {0};
      playCut(
          run,
          5,
          STEPS,
          () -> {
            if (++inputs[0] % 30 == 0) {
              run.restore();
            }
          });
      run.end();
      assertSame(run, 5);
    }
  }

  @Test
  void cacheOfOneTenantChangesNothing() throws Exception {
    try (FuserRun run = FuserRun.cached(settings, 1)) {
      playCut(run, 6, STEPS, () -> {});
      run.end();
      assertSame(run, 6);
    }
  }

  @Test
  void frameLeavesWhenTheHorizonOfItsStepIsReachedAndNotBefore() throws Exception {
    try (FuserRun run = FuserRun.of(settings)) {
      for (TenantInput input : RIG.between(0, 300, new Random(1))) {
        run.take(input);
      }
      run.frontier(micros(120) + horizon - 1_000);
      assertThat(last(run.frames.get("a")).step()).isEqualTo(G0 + 119);
      run.frontier(micros(120) + horizon);
      assertThat(last(run.frames.get("a")).step()).isEqualTo(G0 + 120);
      assertThat(last(run.frames.get("b")).step()).isEqualTo(G0 + 120);
    }
  }

  private static OrderedLine last(List<OrderedLine> lines) {
    return lines.get(lines.size() - 1);
  }

  @Test
  void stateEndsWithTheInput() throws Exception {
    try (FuserRun run = FuserRun.of(settings)) {
      playCut(run, 7, STEPS, () -> {});
      run.end();
      assertThat(run.stateEntries()).isZero();
      assertThat(run.timers()).isZero();
    }
  }

  @Test
  void stateEndsWhenNothingSeenCanCountAnyMore() throws Exception {
    try (FuserRun run = FuserRun.of(settings)) {
      playCut(run, 8, STEPS, () -> {});
      run.frontier(micros(STEPS));
      assertThat(run.stateEntries()).isPositive();
      run.frontier(micros(STEPS + 2 * WINDOW_STEPS) + horizon + 5 * SECOND);
      run.frontier(micros(STEPS + 2 * WINDOW_STEPS) + horizon + REST);
      assertThat(run.stateEntries()).isEqualTo(KEPT_OF_COMMANDS);
      assertThat(run.timers()).as("when that ends").isOne();
      run.frontier(micros(STEPS + 2 * WINDOW_STEPS) + horizon + REST + CommandHold.MICROS);
      assertThat(run.stateEntries()).isZero();
      assertThat(run.timers()).isZero();
      assertThat(run.frames).isEqualTo(expected);
    }
  }

  @Test
  void stateStaysInBoundsWhileTenantsGoOn() throws Exception {
    long[] sizes = new long[2];
    try (FuserRun run = FuserRun.of(settings)) {
      for (long from = 0; from < STEPS; from += 5) {
        for (TenantInput input : RIG.between(from, from + 5, new Random(1))) {
          if (GOING_ON.contains(input.tenant())) {
            run.take(input);
          }
        }
        run.frontier(micros(from + 5));
        if (from > 300 && from < 700) {
          int half = from < 500 ? 0 : 1;
          sizes[half] = Math.max(sizes[half], run.snapshot().getStateSize());
        }
      }
    }
    long ticks = 2L * expectedControl.get("a").size() / 3;
    assertThat(sizes[1])
        .as("bytes late and early, less the ticks of five minutes, which are not over")
        .isLessThan(sizes[0] * 11 / 10 + BYTES_PER_TICK * ticks);
    assertThat(sizes[1]).isLessThan(300_000);
  }

  @Test
  void tenantWhoseInputsGiveNoFrameIsKeptInBoundsAndCleared() throws Exception {
    try (FuserRun run = FuserRun.of(settings)) {
      long most = 0;
      for (int s = 0; s < 2000; s++) {
        long[] at = {micros(5L * s)};
        run.take(new ReferenceBlock("e", "ure", "ure_hz", at, new double[] {5}));
        run.take(new ReferenceBlock("e", "ure", "of_no_use", at, new double[] {1}));
        run.frontier(micros(5L * s + 5));
        if (s % 20 == 0) {
          most = Math.max(most, run.snapshot().getStateSize());
        }
      }
      assertThat(most).isLessThan(25_000);
      run.frontier(micros(5 * 2000) + horizon + REST);
      assertThat(run.frames).isEmpty();
      assertThat(run.stateEntries()).isZero();
      assertThat(run.timers()).isZero();
    }
  }

  @Test
  void restoreWithOtherSettingsIsRefusedWithTheirKeys() throws Exception {
    OperatorSubtaskState state = halfway();
    LumenSettings others = otherSettings();
    assertThatThrownBy(() -> FuserRun.from(state, others, false).close())
        .rootCause()
        .hasMessage(
            "settings must be those of the savepoint, or --reset-windows given:"
                + " align.kalman.q: was 0.001, is 0.002; weights.ure: was 0.7, is 0.6");
  }

  @Test
  void resetBeginsAtTheNextMultipleOfTheWindow() throws Exception {
    long begin = G0 + 4 * WINDOW_STEPS;
    try (FuserRun run = FuserRun.from(halfway(), otherSettings(), true)) {
      playFrom(run, 310, run::restore);
      for (String tenant : List.of("a", "b")) {
        assertThat(run.frames.get(tenant).get(0).step()).isEqualTo(begin);
      }
      assertThat(run.frames.get("c").get(0).step()).isEqualTo(G0 + 600);
      assertThat(run.stateEntries()).isZero();
    }
  }

  @Test
  void restoreDuringAResetLosesNothing() throws Exception {
    Map<String, List<OrderedLine>> undisturbed;
    try (FuserRun run = FuserRun.from(halfway(), otherSettings(), true)) {
      playFrom(run, 310, () -> {});
      undisturbed = run.frames;
    }
    try (FuserRun run = FuserRun.from(halfway(), otherSettings(), true)) {
      playFrom(run, 310, run::restore);
      assertThat(run.frames).isEqualTo(undisturbed);
    }
  }

  /** What a job plays on with: nothing before the frontier comes again. */
  private static void playFrom(FuserRun run, long from, AfterEachInput after) throws Exception {
    Random random = new Random(9);
    for (long at = from; at < STEPS; at += 25) {
      for (TenantInput input : RIG.between(at, at + 25, random)) {
        run.take(input);
        after.act();
      }
      run.frontier(micros(at + 25));
      after.act();
    }
    run.end();
  }

  private static LumenSettings otherSettings() {
    String fusion =
        ShortWindows.FUSION
            + """
            align: {kalman: {q: 2e-3}}
            weights: {ure: 0.6}
            """;
    return SettingsLoader.load(ShortWindows.write(folder.resolve("others"), fusion));
  }

  /** State after 310 steps. */
  private static OperatorSubtaskState halfway() throws Exception {
    try (FuserRun run = FuserRun.of(settings)) {
      playCut(run, 10, 310, () -> {});
      run.frontier(micros(310));
      return run.snapshot();
    }
  }
}
