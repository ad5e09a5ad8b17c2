package lumen.signal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import lumen.state.StateForm;
import lumen.state.StateReading;
import org.junit.jupiter.api.Test;

class ProtocolMachineTest {
  private static final ProtocolSettings SETTINGS =
      new ProtocolSettings(
          0.02, 0.03, 0.05, List.of(StopCondition.parse("coherence_level < 0.72")));
  private static final long BEGIN = 1_767_225_600_000_000L;
  private static final StateForm FORM = new StateForm("protocol", 1, 0);
  private static final double NONE = Double.NaN;
  private static final List<Occasion> OTHERS =
      List.of(Occasion.FRAME, Occasion.REFERENCE_TICK, Occasion.RELEASE);

  private ProtocolMachine machine = new ProtocolMachine(SETTINGS);

  /** The readings of a good lock, changed one by one. */
  private static final class At {
    private final double seconds;
    private Occasion occasion = Occasion.TICK;
    private double heard = Double.NaN;
    private double sync = 0.95;
    private double phase = 0.01;
    private double entropy = 0.1;
    private double rollback = 0;
    private double residual = 0.01;
    private boolean stop;
    private boolean byRate;
    private boolean lately;

    At(double seconds) {
      this.seconds = seconds;
    }

    At on(Occasion other) {
      occasion = other;
      return this;
    }

    At heard(double s) {
      heard = s;
      return this;
    }

    At sync(double value) {
      sync = value;
      return this;
    }

    At phase(double value) {
      phase = value;
      return this;
    }

    At entropy(double value) {
      entropy = value;
      return this;
    }

    At rollback(double value) {
      rollback = value;
      return this;
    }

    At residual(double value) {
      residual = value;
      return this;
    }

    At byRate() {
      byRate = true;
      return this;
    }

    At lately() {
      lately = true;
      return this;
    }

    At stop() {
      stop = true;
      return this;
    }

    Readings readings() {
      return new Readings(
          micros(seconds),
          occasion,
          micros(Double.isNaN(heard) ? seconds : heard),
          sync,
          phase,
          entropy,
          byRate,
          lately,
          rollback,
          residual,
          0.7,
          0.8,
          stop ? Optional.of(SETTINGS.hardStopOn().get(0)) : Optional.empty());
    }

    private static long micros(double s) {
      return BEGIN + Math.round(s * 1e6);
    }
  }

  private static At at(double seconds) {
    return new At(seconds);
  }

  private Optional<Transition> judge(At at) {
    return machine.judge(at.readings());
  }

  /** Leads to a state at this time by the shortest way. */
  private void lead(BridgeState state, double seconds) {
    machine = new ProtocolMachine(SETTINGS);
    double from = state == BridgeState.E3_GUARDED ? seconds - 60 : seconds;
    if (state != BridgeState.E0_IDLE) {
      judge(at(from).on(Occasion.FRAME));
    }
    if (state != BridgeState.E0_IDLE && state != BridgeState.E1_SYNCING) {
      judge(at(from));
    }
    if (state == BridgeState.E3_GUARDED) {
      judge(at(from).entropy(0.2));
      judge(at(seconds).entropy(0.2));
    }
    if (state == BridgeState.E4_ROLLBACK) {
      judge(at(from).stop());
    }
    assertThat(machine.state()).isEqualTo(state);
  }

  private void stays(At at) {
    assertThat(judge(at)).isEmpty();
  }

  private void passes(At at, BridgeState to, String cause, double heldS) {
    BridgeState from = machine.state();
    Transition made = judge(at).orElseThrow();
    assertThat(made.from()).isEqualTo(from);
    assertThat(made.to()).isEqualTo(to).isEqualTo(machine.state());
    assertThat(made.cause()).isEqualTo(cause);
    assertThat(made.values().get("held_s")).isEqualTo(heldS);
    assertThat(made.micros()).isEqualTo(at.readings().micros());
  }

  @Test
  void idleBridgeIsWokenByAFrameOrATickOfTheReferenceAlone() {
    stays(at(0));
    stays(at(0).on(Occasion.RELEASE));
    passes(at(0).on(Occasion.FRAME), BridgeState.E1_SYNCING, "a frame came", 0);
    lead(BridgeState.E0_IDLE, 0);
    passes(
        at(0).on(Occasion.REFERENCE_TICK),
        BridgeState.E1_SYNCING,
        "a tick of the reference came",
        0);
    stays(at(0.1).on(Occasion.FRAME));
    stays(at(0.1).on(Occasion.RELEASE));
  }

  @Test
  void syncingBridgeLocksAtTheLimitsThemselves() {
    String cause = "sync_quality >= 0.85 and phase_diff_mean <= 0.02";
    lead(BridgeState.E1_SYNCING, 0);
    stays(at(1).sync(Math.nextDown(0.85)));
    stays(at(1).phase(Math.nextUp(0.02)));
    stays(at(1).sync(NONE));
    stays(at(1).phase(NONE));
    stays(at(1).sync(NONE).stop().rollback(1));
    stays(at(1).stop());
    passes(at(2).sync(0.85).phase(0.02), BridgeState.E2_BRIDGED, cause, 0);
  }

  @Test
  void syncingEndsTwoMinutesAfterTheLastGoodTick() {
    String cause = "sync_quality >= 0.8 missed for 2 min";
    lead(BridgeState.E1_SYNCING, 0);
    stays(at(119.999999).sync(NONE));
    passes(at(120).sync(NONE), BridgeState.E0_IDLE, cause, 120);
    lead(BridgeState.E1_SYNCING, 0);
    stays(at(60).sync(0.8));
    stays(at(179.999999).sync(Math.nextDown(0.8)));
    passes(at(180).sync(0), BridgeState.E0_IDLE, cause, 120);
    lead(BridgeState.E1_SYNCING, 0);
    stays(at(120).sync(0.8));
    stays(at(239).phase(0.03).sync(0.79));
  }

  @Test
  void lockMissedForFiveMinutesIsSyncedAnew() {
    String cause = "sync_quality >= 0.85 and phase_diff_mean <= 0.02 missed for 5 min";
    lead(BridgeState.E2_BRIDGED, 0);
    stays(at(1).sync(0.84));
    stays(at(300.999999).sync(NONE));
    passes(at(301).phase(0.021), BridgeState.E1_SYNCING, cause, 300);
    lead(BridgeState.E2_BRIDGED, 0);
    stays(at(1).sync(0.84));
    stays(at(300));
    stays(at(301).sync(0.84));
    stays(at(600).sync(0.84));
  }

  @Test
  void lostLockIsSyncedAnewWithinAMinuteFromBothStatesThatAreHeard() {
    for (BridgeState state : List.of(BridgeState.E2_BRIDGED, BridgeState.E3_GUARDED)) {
      lead(state, 0);
      double entropy = state == BridgeState.E2_BRIDGED ? 0.1 : 0.2;
      stays(at(1).sync(0.8).entropy(entropy));
      stays(at(2).sync(Math.nextDown(0.8)).entropy(entropy));
      stays(at(30).sync(NONE).entropy(entropy));
      stays(at(31).sync(0.5).entropy(entropy));
      stays(at(90.999999).sync(0.5).entropy(entropy));
      passes(
          at(91).sync(0.5).entropy(entropy),
          BridgeState.E1_SYNCING,
          "sync_quality < 0.8 for 1 min",
          60);
    }
  }

  @Test
  void guardedBridgeIsSyncedAnewWhenTheLockIsMissedForFiveMinutes() {
    lead(BridgeState.E3_GUARDED, 0);
    stays(at(1).phase(0.03).entropy(0.2));
    stays(at(300.999999).phase(0.03).entropy(0.2));
    passes(
        at(301).phase(0.03).entropy(0.2),
        BridgeState.E1_SYNCING,
        "sync_quality >= 0.85 and phase_diff_mean <= 0.02 missed for 5 min",
        300);
  }

  @Test
  void nothingIsMissedWhileTheNewestTicksAreLocked() {
    lead(BridgeState.E2_BRIDGED, 0);
    for (int s = 1; s < 1000; s++) {
      stays(at(s).sync(0.5).phase(0.2).lately());
    }
    stays(at(1000).sync(0.5).phase(0.2));
    stays(at(1059).sync(0.5).phase(0.2));
    assertThat(judge(at(1060).sync(0.5).phase(0.2))).isPresent();
  }

  @Test
  void publishedRateIsJudgedByItsQualityAlone() {
    lead(BridgeState.E1_SYNCING, 0);
    stays(at(1).sync(0.84).phase(NONE).entropy(NONE).byRate());
    passes(
        at(2).sync(0.85).phase(NONE).entropy(NONE).byRate(),
        BridgeState.E2_BRIDGED,
        "sync_quality >= 0.85",
        0);
    lead(BridgeState.E3_GUARDED, 0);
    stays(at(1).phase(NONE).entropy(NONE).byRate());
    passes(
        at(61).phase(NONE).entropy(NONE).byRate(),
        BridgeState.E2_BRIDGED,
        "entropy_ratio <= 0.15 for 1 min",
        60);
  }

  @Test
  void highEntropyForAMinuteGuardsAndLowEntropyForAMinuteUnguards() {
    lead(BridgeState.E2_BRIDGED, 0);
    stays(at(5).entropy(0.151));
    stays(at(30).entropy(NONE));
    stays(at(40).entropy(0.2));
    stays(at(99.999999).entropy(0.2));
    stays(at(100).entropy(0.15));
    stays(at(101).entropy(Math.nextUp(0.15)));
    passes(at(161).entropy(0.9), BridgeState.E3_GUARDED, "entropy_ratio > 0.15 for 1 min", 60);
    stays(at(200).entropy(0.15));
    stays(at(259.999999).entropy(0.15));
    passes(at(260).entropy(0.15), BridgeState.E2_BRIDGED, "entropy_ratio <= 0.15 for 1 min", 60);
  }

  @Test
  void residualThatSpreadsForThreeMinutesRollsBackAGuardedBridge() {
    String cause = "residual_stddev_10m > 0.03 for 3 min";
    lead(BridgeState.E2_BRIDGED, 0);
    stays(at(1).residual(1));
    stays(at(200).residual(1));
    lead(BridgeState.E3_GUARDED, 0);
    stays(at(1).residual(0.031).entropy(0.2));
    stays(at(100).residual(NONE).entropy(0.2));
    stays(at(101).residual(0.04).entropy(0.2));
    stays(at(200).residual(0.03).entropy(0.2));
    stays(at(201).residual(0.04).entropy(0.2));
    stays(at(380.999999).residual(0.04).entropy(0.2));
    passes(at(381).residual(0.04).entropy(0.2), BridgeState.E4_ROLLBACK, cause, 180);
  }

  @Test
  void conditionsAreTimedFromTheTickOfEntryOn() {
    lead(BridgeState.E2_BRIDGED, 0);
    judge(at(1).entropy(0.2).residual(0.04));
    judge(at(61).entropy(0.2).residual(0.04));
    assertThat(machine.state()).isEqualTo(BridgeState.E3_GUARDED);
    stays(at(240.999999).entropy(0.2).residual(0.04));
    passes(
        at(241).entropy(0.2).residual(0.04),
        BridgeState.E4_ROLLBACK,
        "residual_stddev_10m > 0.03 for 3 min",
        180);
  }

  @Test
  void refusedCorrectionsAndHardStopsRollBackWhereOutputsAreOn() {
    for (BridgeState state : BridgeState.values()) {
      if (!state.outputsOn()) {
        continue;
      }
      lead(state, 0);
      stays(at(1).rollback(0.05));
      passes(
          at(2).rollback(Math.nextUp(0.05)),
          BridgeState.E4_ROLLBACK,
          "rollback_ratio_5m > 0.05",
          0);
      lead(state, 0);
      passes(at(1).stop().rollback(1), BridgeState.E4_ROLLBACK, "coherence_level < 0.72", 0);
    }
  }

  @Test
  void silenceOfTwoMinutesIdlesEveryTickingState() {
    for (BridgeState state :
        List.of(BridgeState.E1_SYNCING, BridgeState.E2_BRIDGED, BridgeState.E3_GUARDED)) {
      lead(state, 0);
      double entropy = state == BridgeState.E3_GUARDED ? 0.2 : 0.1;
      double sync = state == BridgeState.E1_SYNCING ? 0.8 : 0.9;
      stays(at(119.999999).heard(0).entropy(entropy).sync(sync));
      passes(
          at(120).heard(0).entropy(entropy).sync(sync),
          BridgeState.E0_IDLE,
          "neither frame nor tick of the reference for 2 min",
          0);
    }
  }

  @Test
  void onlyAReleaseLeavesTheRollback() {
    lead(BridgeState.E4_ROLLBACK, 0);
    stays(at(1));
    stays(at(1000).heard(0));
    stays(at(1001).on(Occasion.FRAME));
    stays(at(1001).on(Occasion.REFERENCE_TICK));
    passes(at(1002).on(Occasion.RELEASE), BridgeState.E1_SYNCING, "released by an operator", 0);
  }

  @Test
  void evidenceHoldsEveryValueInAFixedOrder() {
    lead(BridgeState.E2_BRIDGED, 0);
    Transition made = judge(at(1).stop()).orElseThrow();
    assertThat(made.values().keySet())
        .containsExactly(
            "sync_quality",
            "phase_diff_mean",
            "entropy_ratio",
            "rollback_ratio_5m",
            "residual_stddev_10m",
            "coherence_level",
            "harmony_index",
            "held_s");
    assertThat(made.values().values()).containsExactly(0.95, 0.01, 0.1, 0.0, 0.01, 0.7, 0.8, 0.0);
  }

  @Test
  void randomWalksAgreeWithThePlainProtocol() throws IOException {
    Map<String, Integer> taken = new TreeMap<>();
    for (long seed = 0; seed < 40; seed++) {
      walk(seed, taken);
    }
    System.out.println("protocol: transitions taken in random walks: " + taken);
    assertThat(taken).hasSize(19).allSatisfy((way, n) -> assertThat(n).isGreaterThan(20));
  }

  private static void walk(long seed, Map<String, Integer> taken) throws IOException {
    Random random = new Random(seed);
    ProtocolMachine machine = new ProtocolMachine(SETTINGS);
    PlainProtocol plain = new PlainProtocol(SETTINGS);
    double now = 0;
    double heard = 0;
    Mood mood = new Mood(random);
    for (int i = 0; i < 4000; i++) {
      now += random.nextInt(20) == 0 ? 30 : random.nextInt(1, 40) / 4.0;
      mood.change();
      heard = random.nextInt(200) < mood.silent ? heard : now;
      At at =
          at(now)
              .heard(heard)
              .on(occasion(random))
              .sync(mood.sync)
              .phase(mood.phase)
              .entropy(mood.entropy)
              .residual(mood.residual)
              .rollback(random.nextInt(400) == 0 ? 0.06 : 0.05);
      if (random.nextInt(400) == 0) {
        at.stop();
      }
      if (mood.lately > 0.5) {
        at.lately();
      }
      Optional<Transition> found = machine.judge(at.readings());
      Optional<String> expected = plain.judge(at.readings());
      assertThat(found.map(t -> t.to().wireName()))
          .as("seed %d step %d in %s", seed, i, machine.state())
          .isEqualTo(expected);
      found.ifPresent(
          t -> taken.merge(t.from().wireName() + t.to().wireName() + t.cause(), 1, Integer::sum));
      if (random.nextInt(5) == 0) {
        machine = restored(machine);
      }
    }
  }

  private static Occasion occasion(Random random) {
    int any = random.nextInt(20);
    return any < OTHERS.size() ? OTHERS.get(any) : Occasion.TICK;
  }

  private static ProtocolMachine restored(ProtocolMachine machine) throws IOException {
    ProtocolMachine restored = new ProtocolMachine(SETTINGS);
    StateReading<ProtocolMachine> reading =
        in -> {
          restored.readFrom(in.field());
          return restored;
        };
    return FORM.read(FORM.write(64, out -> out.field(machine::writeTo)), reading, reading);
  }

  /** Values that stay for a while, on, above and below the limits, or unknown. */
  private static final class Mood {
    private final Random random;
    double sync = 0.9;
    double phase = 0.01;
    double entropy = 0.1;
    double residual = 0.01;
    double lately;
    int silent;

    Mood(Random random) {
      this.random = random;
    }

    void change() {
      sync = now(25, sync, 0.9, 0.85, 0.84, 0.80, 0.79, NONE);
      phase = now(25, phase, 0.01, 0.02, 0.01, 0.03, NONE);
      entropy = now(12, entropy, 0.1, 0.15, 0.2, 0.3, 0.16, NONE);
      residual = now(40, residual, 0.01, 0.03, 0.05, 0.04, NONE);
      lately = now(50, lately, 0, 0, 0, 1);
      silent = (int) now(60, silent, 0, 0, 100, 200);
    }

    private double now(int oneIn, double before, double... values) {
      return random.nextInt(oneIn) == 0 ? values[random.nextInt(values.length)] : before;
    }
  }

  @Test
  void wireNamesAreE0ToE4AndOutputsAreOnInTwo() {
    for (BridgeState state : BridgeState.values()) {
      assertThat(BridgeState.ofWireName(state.wireName())).isEqualTo(state);
      assertThat(state.name().toUpperCase(Locale.ROOT)).startsWith(state.wireName());
      assertThat(state.outputsOn()).isEqualTo(List.of("E2", "E3").contains(state.wireName()));
    }
  }
}
