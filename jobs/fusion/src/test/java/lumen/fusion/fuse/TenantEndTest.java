package lumen.fusion.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lumen.fusion.ShortWindows;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.fusion.tenant.AlignedBlock;
import lumen.fusion.tenant.CommandInput;
import lumen.fusion.tenant.ReferenceBlock;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.lines.OrderedLine;
import lumen.runtime.state.StateShape;
import lumen.signal.bridge.CommandHold;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every state of a tenant has an end, and a tenant that comes back then is as a new one. */
class TenantEndTest {
  private static final String TENANT = "a";
  private static final long STEP = AlignedRig.STEP_MICROS;
  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long START = AlignedRig.micros(0);

  /** How long the sensors and the reference engine play at a stretch. */
  private static final long PLAY = 80 * SECOND;

  /** Nothing that no command has set counts any more so long after the last that was heard. */
  private static final long REST = 16 * MINUTE;

  private static final String WEIGHING =
      """
      - {if: 'mode == "fused"', risk: led, action: "set weights 0.9 0.1", repeat_s: 30}
      - {if: "mean(coherence, 15s) > 0.1 and state != 'E3'", risk: seen, repeat_s: 5}
      """;

  @TempDir static Path folder;

  private static LumenSettings settings;

  @BeforeAll
  static void configure() throws IOException {
    Path config = ShortWindows.write(folder.resolve("config"));
    Files.writeString(config.resolve("evidence/risk_map.yaml"), WEIGHING);
    settings = SettingsLoader.load(config);
  }

  /** Two channels in phase, and a reference engine that ticks and publishes this coherence. */
  private static List<TenantInput> playing(long fromMicros, double coherence) {
    int steps = (int) (PLAY / STEP);
    double[] value = new double[steps];
    double[] phase = new double[steps];
    double[] envelope = new double[steps];
    for (int i = 0; i < steps; i++) {
      double cycles = 0.171 * i;
      envelope[i] = 1 + 0.1 * StrictMath.sin(0.3 * i);
      phase[i] = cycles - Math.rint(cycles);
      value[i] = envelope[i] * StrictMath.cos(2 * Math.PI * cycles);
    }
    long first = fromMicros / STEP;
    int seconds = (int) (PLAY / SECOND);
    List<TenantInput> inputs = new ArrayList<>();
    inputs.add(new AlignedBlock(TENANT, "left", "x", first, value, phase, envelope));
    inputs.add(new AlignedBlock(TENANT, "right", "x", first, value, phase, envelope));
    inputs.add(reference("ure_coherence_level", fromMicros, SECOND, seconds, coherence));
    inputs.add(reference("/ure/tick", fromMicros, 200_000, 5 * seconds, 0));
    return inputs;
  }

  private static ReferenceBlock reference(
      String key, long from, long every, int count, double value) {
    long[] micros = new long[count];
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      micros[i] = from + i * every + 900;
      values[i] = value;
    }
    return new ReferenceBlock(TENANT, "ure", key, micros, values);
  }

  private static CommandInput command(String id, long micros, String says) {
    String json =
        "{\"id\":\"%s\",\"author\":\"ann\",\"tenant\":\"%s\",\"effective_ts\":%d.%06d,%s}"
            .formatted(id, TENANT, micros / SECOND, micros % SECOND, says);
    return new CommandInput(TENANT, id, "ann", micros, json);
  }

  private static void take(FuserRun run, List<TenantInput> inputs) throws Exception {
    for (TenantInput input : inputs) {
      run.take(input);
    }
  }

  private static String frameOf(FuserRun run, long micros) {
    return run.frames.get(TENANT).stream()
        .filter(line -> line.step() * STEP == micros)
        .findFirst()
        .orElseThrow()
        .line();
  }

  @Test
  void weightsOfARuleEndWithTheirTenant() throws Exception {
    try (FuserRun run = FuserRun.of(settings)) {
      take(run, playing(START, 0.9));
      run.frontier(START + PLAY + MINUTE);
      assertThat(run.evidence.get(TENANT).toString()).contains("set weights");
      assertThat(run.stateEntries()).isPositive();
      run.frontier(START + PLAY + REST);
      assertThat(run.stateEntries()).isZero();
      assertThat(run.timers()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\"type\":\"weights\",\"ure\":0.8,\"sensors\":0.2`",
        "`\"type\":\"tick_limits\",\"min_tick_ms\":150,\"max_tick_ms\":300`",
        "`\"type\":\"curves\",\"kp_curve\":[[0,0.3],[1,0.2]],\"kd_curve\":[[0,0.1],[1,0.2]],\"ki_base\":0.07`",
        "`\"type\":\"rules\",\"risk_map\":\"[]\",\"quote_rules\":\"[]\"`",
        "`\"type\":\"release\"`",
        "`\"type\":\"adapt\",\"mode\":\"fixed\"`",
        "`\"type\":\"note\",\"text\":\"wet\"`",
      })
  void whatACommandHasSetOutlastsAPauseAndEnds(String says) throws Exception {
    try (FuserRun run = FuserRun.of(settings)) {
      run.take(command("told", START + SECOND, says));
      take(run, playing(START, 0.9));
      run.frontier(START + PLAY + REST);
      run.restore();
      run.frontier(START + CommandHold.MICROS - MINUTE);
      assertThat(run.stateEntries()).as("kept for a pause").isPositive();
      run.take(command("told", START + CommandHold.MICROS, says));
      run.frontier(START + CommandHold.MICROS + MINUTE);
      assertThat(run.rejects).as("the id is known").hasSize(1);
      run.frontier(START + 2 * CommandHold.MICROS + REST);
      assertThat(run.stateEntries()).isZero();
      assertThat(run.timers()).isZero();
    }
  }

  /** An operator ends a rollback, nothing else does: the outputs stay off however long it takes. */
  @Test
  void rolledBackBridgeIsKeptUntilItIsReleased() throws Exception {
    try (FuserRun run = FuserRun.of(settings)) {
      take(run, playing(START, 0.95));
      run.frontier(START + PLAY);
      assertThat(lastTick(run)).contains("\"E2\"");
      take(run, playing(START + PLAY, 0.05));
      run.frontier(START + 2 * PLAY + MINUTE);
      assertThat(lastTick(run)).contains("\"E4\"");
      long later = START + 2 * CommandHold.MICROS;
      run.frontier(later);
      assertThat(run.stateEntries()).isPositive();
      run.restore();
      run.take(command("released", later + SECOND, "\"type\":\"release\""));
      run.frontier(later + 10 * MINUTE);
      assertThat(run.evidence.get(TENANT).toString()).contains("E4>E1", "E1>E0");
      run.frontier(later + CommandHold.MICROS + REST);
      assertThat(run.stateEntries()).isZero();
      assertThat(run.timers()).isZero();
    }
  }

  /** What a rig out of order shows is not learnt; what was learnt before is still there behind. */
  @Test
  void nothingIsLearntInRollback() throws Exception {
    try (FuserRun run = FuserRun.of(settings)) {
      take(run, playing(START, 0.95));
      take(run, playing(START + PLAY, 0.05));
      run.frontier(START + 2 * PLAY);
      run.restore();
      String forced = "\"type\":\"release\",\"force\":true";
      run.take(command("released", START + 2 * PLAY + SECOND, forced));
      take(run, playing(START + 2 * PLAY, 0.95));
      run.frontier(START + 3 * PLAY);
      String states = run.evidence.get(TENANT).toString();
      assertThat(states).contains("E2>E4", "E4>E1");
      long horizon = settings.fusionSettings().horizonMicros();
      long entered = stateSince(run, "E4");
      long left = START + 2 * PLAY + SECOND;
      assertThat(noise(run, entered - 10 * SECOND - horizon, entered - horizon))
          .hasSizeGreaterThan(20);
      assertThat(noise(run, entered - horizon + STEP, left - horizon - STEP)).hasSize(2);
      assertThat(noise(run, left - horizon + STEP, left - horizon + 10 * SECOND))
          .hasSizeGreaterThan(20);
    }
  }

  /** When the first tick of a state was, in microseconds. */
  private static long stateSince(FuserRun run, String state) {
    return run.control.get(TENANT).stream()
        .filter(tick -> tick.line().contains('"' + state + '"'))
        .mapToLong(OrderedLine::micros)
        .findFirst()
        .orElseThrow();
  }

  /** The noise of the channels, as often as it differs, at the steps of a span. */
  private static List<String> noise(FuserRun run, long from, long to) {
    return run.channels.get(TENANT).stream()
        .filter(frame -> frame.step() * STEP >= from && frame.step() * STEP <= to)
        .map(
            frame ->
                frame
                    .line()
                    .replaceAll(".*(\"source\":\"[a-z]+\").*(\"q\":[^,]*,\"r\":[^,]*),.*", "$1$2"))
        .distinct()
        .toList();
  }

  /** A restart may let the filters adapt otherwise: they go on from what they have. */
  @ParameterizedTest
  @CsvSource({"residual, fixed", "innovation, residual", "fixed, innovation"})
  void filtersGoOnWithAnotherAdaptation(String before, String after) throws Exception {
    LumenSettings first = adapting(before);
    LumenSettings second = adapting(after);
    String last;
    OperatorSubtaskState state;
    try (FuserRun run = FuserRun.of(first)) {
      take(run, playing(START, 0.95));
      run.frontier(START + PLAY - 20 * SECOND);
      List<OrderedLine> frames = run.frames.get(TENANT);
      last = noiseOf(frames.get(frames.size() - 1));
      state = run.snapshot();
    }
    try (FuserRun run = FuserRun.from(state, second, false)) {
      run.end();
      List<String> noise = run.frames.get(TENANT).stream().map(TenantEndTest::noiseOf).toList();
      List<String> soon = noise.subList(0, 90);
      if (after.equals("fixed")) {
        assertThat(soon).containsOnly(last);
      } else if (before.equals("fixed")) {
        assertThat(Set.copyOf(soon)).as("adapts").hasSizeGreaterThan(1);
      } else {
        assertThat(soon).as("not from the start").doesNotContain("\"q\":0.001,\"r\":0.002");
      }
    }
  }

  /** Once it shaped state: what was kept of another is taken up, not refused nor begun anew. */
  @Test
  void stateOfWhenAdaptationShapedItGoesOn() throws Exception {
    LumenSettings innovation = adapting("innovation");
    List<String> lines = new ArrayList<>(innovation.shaping());
    assertThat(lines).as("for versions that ask for it").contains("align.adapt=residual");
    lines.replaceAll(line -> line.replace("align.adapt=residual", "align.adapt=innovation"));
    List<OrderedLine> atOnce;
    try (FuserRun run = FuserRun.of(innovation)) {
      take(run, playing(START, 0.95));
      run.end();
      atOnce = run.frames.get(TENANT);
    }
    try (FuserRun older = FuserRun.shaped(innovation, new StateShape(lines))) {
      take(older, playing(START, 0.95));
      older.frontier(START + PLAY / 2);
      List<OrderedLine> frames = new ArrayList<>(older.frames.get(TENANT));
      try (FuserRun run = FuserRun.from(older.snapshot(), innovation, false)) {
        run.end();
        frames.addAll(run.frames.get(TENANT));
      }
      assertThat(frames).isEqualTo(atOnce);
    }
  }

  private static LumenSettings adapting(String how) {
    String fusion = ShortWindows.FUSION + "align: {adapt: " + how + "}\n";
    return SettingsLoader.load(ShortWindows.write(folder.resolve(how), fusion));
  }

  private static String noiseOf(OrderedLine frame) {
    return frame.line().replaceAll(".*(\"q\":[^,]*,\"r\":[^,]*),.*", "$1");
  }

  private static String lastTick(FuserRun run) {
    List<OrderedLine> ticks = run.control.get(TENANT);
    return ticks.get(ticks.size() - 1).line();
  }

  /** Pauses, minutes, and whether the tenant's state ends in them, with and without commands. */
  @ParameterizedTest
  @CsvSource({"5, false, false", "30, false, true", "2000, false, true", "46080, true, true"})
  void tenantThatWasDroppedIsAsOneThatWasNot(
      long pauseMinutes, boolean endsCommanded, boolean endsUntold) throws Exception {
    long again = START + pauseMinutes * MINUTE;
    again -= Math.floorMod(again, ShortWindows.WINDOW_S * SECOND);
    for (boolean commanded : new boolean[] {true, false}) {
      List<TenantInput> first = new ArrayList<>(playing(START, 0.95));
      if (commanded) {
        first.add(
            command("1", START + 5 * SECOND, "\"type\":\"weights\",\"ure\":0.6,\"sensors\":0.4"));
        first.add(
            command(
                "2",
                START + 6 * SECOND,
                "\"type\":\"tick_limits\",\"min_tick_ms\":150,\"max_tick_ms\":300"));
      }
      List<TenantInput> second = playing(again, 0.5);
      Map<String, List<OrderedLine>> atOnce;
      List<OrderedLine> frames;
      List<OrderedLine> ticks;
      try (FuserRun run = FuserRun.of(settings)) {
        take(run, first);
        take(run, second);
        run.end();
        frames = run.frames.get(TENANT);
        ticks = run.control.get(TENANT);
        atOnce = run.evidence;
      }
      try (FuserRun run = FuserRun.of(settings)) {
        take(run, first);
        for (long at = START; at < START + 4 * MINUTE; at += 7 * SECOND) {
          run.frontier(at);
        }
        run.frontier(again);
        boolean ends = commanded ? endsCommanded : endsUntold;
        assertThat(run.stateEntries() == 0).as("commanded %s", commanded).isEqualTo(ends);
        take(run, second);
        run.end();
        assertThat(run.frames.get(TENANT)).isEqualTo(frames);
        assertThat(run.control.get(TENANT)).isEqualTo(ticks);
        assertThat(run.evidence).isEqualTo(atOnce);
        assertThat(frameOf(run, again + 20 * SECOND)).contains("\"fused\"");
      }
    }
  }
}
