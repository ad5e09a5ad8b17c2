package lumen.benchmarks;

import java.util.List;
import lumen.signal.cycle.Cycles;
import lumen.signal.grid.TargetGrid;
import lumen.signal.now.NowAccount;
import lumen.signal.now.NowSettings;
import lumen.signal.now.ProvisionalPhase;

/**
 * Three ways to tell the phase of a channel a moment after its time, each against what the centred
 * filters say in the end: the provisional phase, the FFT Hilbert transform of the last 10 s, and
 * the newest final phase carried forward at its own rate.
 */
final class NowTrial {
  private static final double MICROS = 1e6;
  private static final int HILBERT_S = 10;

  private final NowSeries series;
  private final NowSettings settings;
  private final int horizonSteps;
  private final long delayMicros;
  final NowAccount provisional = new NowAccount(1 << 20);
  final NowAccount hilbert = new NowAccount(1 << 20);
  final NowAccount carried = new NowAccount(1 << 20);

  NowTrial(NowSeries series, NowSettings settings, int horizonSteps, double delayS) {
    this.series = series;
    this.settings = settings;
    this.horizonSteps = horizonSteps;
    this.delayMicros = Math.round(delayS * MICROS);
  }

  /** Plays the series through. */
  NowTrial run() {
    ProvisionalPhase phase = new ProvisionalPhase(settings, horizonSteps);
    for (NowSeries.Segment segment : series.segments()) {
      phase.begin(series.rate());
      play(segment, phase);
    }
    return this;
  }

  private void play(NowSeries.Segment segment, ProvisionalPhase phase) {
    TargetGrid grid = settings.grid();
    long firstMicros = grid.floorMicros(segment.firstStep);
    int taken = 0;
    int newest = -1;
    double lastMicros = segment.samples.get(segment.samples.size() - 1)[0];
    for (long g = segment.firstStep; grid.floorMicros(g) <= lastMicros; g++) {
      long at = grid.floorMicros(g) + delayMicros;
      while (taken < segment.values.size() && segment.values.get(taken)[0] <= at) {
        phase.accept(segment.values.get(taken++)[1]);
      }
      while (newest + 1 < segment.samples.size() && segment.samples.get(newest + 1)[0] <= at) {
        newest++;
      }
      if (taken == 0 || newest < 0) {
        continue;
      }
      phase.hold(segment.samples.get(newest)[1]);
      long until = Math.floorDiv((at - firstMicros) * series.rate(), (long) MICROS);
      boolean estimated = phase.step(g, Math.max(0, until - (taken - 1)));
      NowSeries.Settled truth = series.settled(g);
      if (estimated && truth != null) {
        account(provisional, g, StrictMath.atan2(phase.im(), phase.re()) / (2 * Math.PI), truth);
        account(hilbert, g, hilbert(segment, taken, g), truth);
        account(carried, g, carried(g), truth);
      }
      NowSeries.Settled settled = series.settled(g - horizonSteps);
      if (settled != null) {
        phase.learn(g - horizonSteps, settled.re(), settled.im());
      }
    }
  }

  private static void account(
      NowAccount account, long step, double phase, NowSeries.Settled truth) {
    if (!Double.isNaN(phase)) {
      account.add(step, Cycles.wrap(phase - truth.phase()), truth.envelope());
    }
  }

  /** The newest final phase, carried forward by what it last moved in a step. */
  private double carried(long g) {
    NowSeries.Settled newest = series.settled(g - horizonSteps);
    NowSeries.Settled before = series.settled(g - horizonSteps - 1);
    if (newest == null || before == null) {
      return Double.NaN;
    }
    return Cycles.wrap(
        newest.phase() + horizonSteps * Cycles.wrap(newest.phase() - before.phase()));
  }

  /**
   * The analytic signal of the last 10 s by the discrete Fourier transform, no taper, of the bins
   * within the band alone, at the time of the step.
   */
  private double hilbert(NowSeries.Segment segment, int known, long g) {
    List<double[]> values = segment.values;
    int n = HILBERT_S * series.rate();
    if (known < n) {
      return Double.NaN;
    }
    long stepMicros = settings.grid().floorMicros(g);
    long firstMicros = settings.grid().floorMicros(segment.firstStep);
    double index = (stepMicros - firstMicros) * series.rate() / MICROS - (known - n);
    double re = 0;
    double im = 0;
    int low = (int) Math.ceil(settings.lowHz() * HILBERT_S);
    int high = (int) Math.floor(settings.highHz() * HILBERT_S);
    for (int k = low; k <= high; k++) {
      double binRe = 0;
      double binIm = 0;
      for (int i = 0; i < n; i++) {
        double turn = 2 * Math.PI * k * i / n;
        double x = values.get(known - n + i)[1];
        binRe += x * StrictMath.cos(turn);
        binIm -= x * StrictMath.sin(turn);
      }
      double turn = 2 * Math.PI * k * index / n;
      re += binRe * StrictMath.cos(turn) - binIm * StrictMath.sin(turn);
      im += binRe * StrictMath.sin(turn) + binIm * StrictMath.cos(turn);
    }
    return StrictMath.atan2(im, re) / (2 * Math.PI);
  }
}
