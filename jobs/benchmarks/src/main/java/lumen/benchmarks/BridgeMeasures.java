package lumen.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import lumen.signal.bridge.BridgeSettings;
import lumen.signal.protocol.BridgeState;

/** The measurements of the bridge, each over many references. */
final class BridgeMeasures {
  private static final double BUDGET = 0.02;
  private static final int SEEDS = 30;
  private static final int STEP_RATES = 9;
  private static final double[] JITTERS = {0, 0.01, 0.02};

  private final BridgeSettings settings;

  BridgeMeasures(BridgeSettings settings) {
    this.settings = settings;
  }

  List<BridgeRow> all() {
    List<BridgeRow> rows = new ArrayList<>();
    rows.add(stepsOfRate());
    rows.add(stepsOfTick());
    rows.add(cold());
    rows.add(coldAtFive());
    for (double jitter : JITTERS) {
      rows.add(released(jitter, true));
    }
    rows.add(ramp());
    rows.add(heldOver(5));
    rows.add(heldOver(3.3));
    rows.add(calibrated());
    rows.add(heard());
    rows.addAll(chatter());
    rows.add(published());
    return rows;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private BridgeRow stepsOfRate() {
    double[] rates = new double[STEP_RATES];
    for (int i = 0; i < STEP_RATES; i++) {
      rates[i] = 2.6 + 0.7 * i;
    }
    return steps("2.6 to 8.2 Hz", rates);
  }

  /** Near the longest tick these are small steps, which no slip shortens. */
  private BridgeRow stepsOfTick() {
    double[] rates = new double[STEP_RATES];
    for (int i = 0; i < STEP_RATES; i++) {
      rates[i] = 1000.0 / (122 + 34 * i);
    }
    return steps("122 to 394 ms", rates);
  }

  private BridgeRow steps(String between, double[] rates) {
    double worst = 0;
    double tick = 0;
    String pair = "";
    boolean kept = true;
    for (double from : rates) {
      for (double to : rates) {
        if (from != to) {
          BridgeTrial trial = new BridgeTrial(settings, 1).reference(from, 0, 90);
          double multiple = trial.last().multiple();
          trial.watch(BUDGET).reference(to, 0, 200);
          double settled = trial.lastMeanBeyondS() - 90;
          tick = Math.max(tick, trial.lastBeyondS() - 90);
          if (settled > worst) {
            worst = settled;
            pair = text("%.0f to %.0f ms", 1000 / from, 1000 / to);
          }
          kept &= trial.last().multiple() == multiple;
          kept &= trial.reachedS(BridgeState.E4_ROLLBACK, 0) > 200;
          kept &= Math.abs(trial.last().hz() - to) < 1e-3;
        }
      }
    }
    return new BridgeRow(
        text(
            "step between two constant rates, 72 pairs of %s: locked, with the mean error of 5 s"
                + " within 0.02 cycles for good",
            between),
        text(
            "after %.1f s at most (%s), each tick by itself after %.1f s%s",
            worst, pair, tick, kept ? "" : "; another multiple, or E4"),
        "30 s, the same multiple, no E4",
        worst <= 30 && kept);
  }

  private BridgeRow cold() {
    double worst = 0;
    int n = 0;
    for (int i = 0; i <= 14; i++) {
      for (double jitter : JITTERS) {
        for (int seed = 0; seed < 3; seed++) {
          BridgeTrial trial =
              new BridgeTrial(settings, 100L * i + seed).reference(2.6 + 0.4 * i, jitter, 120);
          worst = Math.max(worst, trial.reachedS(BridgeState.E2_BRIDGED, 0));
          n++;
        }
      }
    }
    return new BridgeRow(
        text("E2 from nothing, 2.6 to 8.2 Hz with 0, 1 and 2 %% jitter, %d references", n),
        text("after %.0f s at most", worst),
        "45 s",
        worst <= 45);
  }

  private BridgeRow coldAtFive() {
    double at =
        new BridgeTrial(settings, 1).reference(5, 0, 60).reachedS(BridgeState.E2_BRIDGED, 0);
    return new BridgeRow("the same at 5 Hz without jitter", text("after %.0f s", at), "", true);
  }

  private BridgeRow released(double jitter, boolean bar) {
    List<Double> times = new ArrayList<>();
    for (double hz : new double[] {2.7, 4, 5, 6.5, 8}) {
      for (int seed = 0; seed < 6; seed++) {
        BridgeTrial trial = new BridgeTrial(settings, seed).reference(hz, jitter, 90);
        trial.frame(90, 0.5).reference(hz, jitter, 110);
        trial.frame(110, 0.9).release(115).reference(hz, jitter, 240);
        times.add(trial.reachedS(BridgeState.E2_BRIDGED, 115) - 115);
      }
    }
    Collections.sort(times);
    double worst = times.get(times.size() - 1);
    return new BridgeRow(
        text("E2 from a release, 2.7 to 8 Hz with %.0f %% jitter, 30 references", 100 * jitter),
        text("after %.1f s at most, half of them %.1f s", worst, times.get(times.size() / 2)),
        bar ? "30 s" : "",
        !bar || worst <= 30);
  }

  private BridgeRow ramp() {
    BridgeTrial trial = new BridgeTrial(settings, 7).reference(5, 0, 60);
    double hz = 5;
    double worst = 0;
    for (double t = 60; t < 560; t += 1) {
      hz += 0.002;
      trial.reference(hz, 0, t + 1);
      worst = t > 160 ? Math.max(worst, Math.abs(trial.last().e())) : worst;
    }
    return new BridgeRow(
        "tempo that rises by 0.002 Hz each second, 5 to 6 Hz",
        text("%.3f cycles behind", worst),
        "r / ki = 0.025",
        worst <= 0.028);
  }

  private BridgeRow heldOver(double hz) {
    double squares = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      BridgeTrial trial = new BridgeTrial(settings, seed);
      trial.reference(hz, 0.01, 60).silent(hz, 90);
      double off = trial.offCycles(hz);
      squares += off * off;
    }
    double rms = Math.sqrt(squares / SEEDS);
    return new BridgeRow(
        text("30 s of silence after 60 s at %s Hz with 1 %% jitter, %d references", hz, SEEDS),
        text("%.3f cycles off, rms", rms),
        "0.05",
        rms <= 0.05);
  }

  private BridgeRow calibrated() {
    int made = 0;
    double kp = 0;
    for (int seed = 0; seed < 3; seed++) {
      BridgeTrial trial = new BridgeTrial(settings, seed).reference(5, 0.02, 4200);
      made += trial.calibrations();
      kp = Math.max(kp, 0.35 - trial.last().gains().kp());
    }
    return new BridgeRow(
        "70 min at 5 Hz with 2 % jitter, 3 references",
        text("%d calibrations, kp %.2f lower", made, kp),
        "base tick within 3 ms, kp within 0.05",
        made == 0);
  }

  private BridgeRow heard() {
    double loudest = 0;
    double muted = 0;
    for (int seed = 0; seed < 3; seed++) {
      BridgeTrial trial = new BridgeTrial(settings, seed).reference(5, 0.005, 60);
      Random random = new Random(seed);
      for (double t = 60; t < 660; t += 2) {
        trial.reference(5 * (1 + 0.24 * (2 * random.nextDouble() - 1)), 0.005, t + 2);
      }
      loudest = Math.max(loudest, trial.loudest());
      muted += trial.mutedShare() / 3;
    }
    return new BridgeRow(
        "tempo that wanders by 24 % for 10 min after the lock, 3 references",
        text("heard at a mean error of 5 s of %.2f at most; %.0f %% muted", loudest, 100 * muted),
        "0.15 cycles",
        loudest <= 0.15);
  }

  private List<BridgeRow> chatter() {
    double shortest = Double.POSITIVE_INFINITY;
    int small = 0;
    int large = 0;
    for (double jitter : new double[] {0.005, 0.01, 0.015, 0.02, 0.0225, 0.025, 0.0275, 0.03}) {
      for (int seed = 0; seed < 3; seed++) {
        BridgeTrial trial = new BridgeTrial(settings, seed).reference(5, jitter, 1000);
        List<BridgeTrial.Passage> passages = trial.passages();
        double locked = trial.reachedS(BridgeState.E2_BRIDGED, 0);
        int moves = 0;
        for (int i = 2; i < passages.size(); i++) {
          boolean idle = passages.get(i).from() == BridgeState.E0_IDLE;
          if (passages.get(i).atS() > locked) {
            moves++;
            double held = passages.get(i).atS() - passages.get(i - 1).atS();
            shortest = idle ? shortest : Math.min(shortest, held);
          }
        }
        small = jitter <= 0.02 ? Math.max(small, moves) : small;
        large = jitter > 0.02 ? Math.max(large, moves) : large;
      }
    }
    return List.of(
        new BridgeRow(
            "15 min with 0.5 to 2 % jitter, 12 references: changes of state after E2",
            Integer.toString(small), "none", small == 0),
        new BridgeRow(
            "15 min with 2.25 to 3 % jitter, 12 references: changes of state after E2",
            text("%d at most, none held shorter than %.0f s", large, shortest),
            "at most 5, none below 5 s",
            large <= 5 && shortest >= 5));
  }

  private BridgeRow published() {
    BridgeTrial trial = new BridgeTrial(settings, 1).published(5, 2, 0, 60);
    double e2 = trial.reachedS(BridgeState.E2_BRIDGED, 0);
    double at = Double.POSITIVE_INFINITY;
    for (double t = 60; t < 80 && at > 100; t += 2) {
      trial.published(6, 2, t, t + 2);
      at = Math.abs(trial.last().hz() - 6) < 0.06 ? t + 2 - 60 : at;
    }
    return new BridgeRow(
        "`ure_hz` alone, a value each 2 s",
        text("E2 after %.0f s; 5 to 6 Hz within %.0f s", e2, at),
        "E2; 10 s",
        Double.isFinite(e2) && at <= 10);
  }
}
