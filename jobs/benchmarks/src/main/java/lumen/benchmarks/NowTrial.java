package lumen.benchmarks;

import java.util.HashMap;
import java.util.Map;
import lumen.signal.channel.AlignedSink;
import lumen.signal.channel.ChannelConditioner;
import lumen.signal.channel.ChannelSettings;
import lumen.signal.cycle.Cycles;
import lumen.signal.grid.TargetGrid;
import lumen.signal.now.NowAccount;
import lumen.signal.now.NowChannel;
import lumen.signal.now.NowChannelSettings;
import lumen.signal.now.NowFigures;
import lumen.signal.now.NowSink;

/**
 * Three ways to tell the phase of a channel a moment after its time, each against what the centred
 * filters say in the end: the provisional phase, as the job makes it; the FFT Hilbert transform of
 * the last 10 s; and the newest final phase carried forward at its own rate.
 */
final class NowTrial implements AlignedSink, NowSink {
  private static final double MICROS = 1e6;
  private static final int HILBERT_S = 10;
  private static final int ANY_LENGTH = 1 << 17;

  private final NowSeries series;
  private final NowChannelSettings settings;
  private final NowChannel channel;
  private final Map<Long, Double> estimates = new HashMap<>();
  private final Map<Long, Double> truth;
  final NowAccount provisional = new NowAccount(ANY_LENGTH);
  final NowAccount hilbert = new NowAccount(ANY_LENGTH);
  final NowAccount carried = new NowAccount(ANY_LENGTH);

  /** The Hilbert transform of the 10 s up to the step, read at its end: told without a delay. */
  final NowAccount atEnd = new NowAccount(ANY_LENGTH);

  /** Provisional and final phase against the true one, where it is known. */
  final NowAccount provisionalTruth = new NowAccount(ANY_LENGTH);

  final NowAccount finalTruth = new NowAccount(ANY_LENGTH);

  /**
   * A trial of a channel.
   *
   * @param truth true phases by grid step; empty where they are not known
   */
  NowTrial(NowSeries series, NowChannelSettings settings, Map<Long, Double> truth) {
    this.series = series;
    this.settings = settings;
    this.truth = truth;
    channel = new NowChannel(settings);
  }

  /** Plays the samples through, and accounts what came out. */
  NowTrial run(ChannelSettings of, long[] micros, double[] values) {
    ChannelConditioner conditioner = new ChannelConditioner(of, channel);
    long rebalance = (long) Math.rint(of.rebalanceWindowS() * MICROS);
    for (int i = 0; i < micros.length; i++) {
      channel.arrives(micros[i], conditioner.newest(), rebalance, this);
      conditioner.accept(micros, values, i, i + 1, this);
      channel.arrived(micros[i]);
    }
    channel.runBefore(Long.MAX_VALUE, conditioner.newest(), this);
    for (NowSeries.Segment segment : series.segments()) {
      account(segment);
    }
    return this;
  }

  @Override
  public void accept(long step, double value, double phaseCycles, double envelope) {
    channel.settle(step, value, phaseCycles, envelope);
  }

  @Override
  public void accept(long step, double phaseCycles, double envelope, NowFigures figures) {
    if (!Double.isNaN(phaseCycles)) {
      estimates.put(step, phaseCycles);
    }
  }

  private void account(NowSeries.Segment segment) {
    TargetGrid grid = settings.filters().grid();
    double lastMicros = segment.samples.get(segment.samples.size() - 1)[0];
    int known = 0;
    int past = 0;
    for (long g = segment.firstStep; grid.floorMicros(g) <= lastMicros; g++) {
      long at = settings.knownMicros(g);
      while (known < segment.values.size() && segment.values.get(known)[0] <= at) {
        known++;
      }
      while (past < segment.values.size() && segment.values.get(past)[0] <= grid.floorMicros(g)) {
        past++;
      }
      Double estimate = estimates.get(g);
      NowSeries.Settled settled = series.settled(g);
      if (estimate == null || settled == null) {
        continue;
      }
      account(provisional, g, estimate - settled.phase(), settled);
      account(hilbert, g, hilbert(segment, known, g) - settled.phase(), settled);
      account(atEnd, g, hilbert(segment, past, g) - settled.phase(), settled);
      account(carried, g, carried(g) - settled.phase(), settled);
      Double trueCycles = truth.get(g);
      if (trueCycles != null) {
        account(provisionalTruth, g, estimate - trueCycles, settled);
        account(finalTruth, g, settled.phase() - trueCycles, settled);
      }
    }
  }

  private static void account(
      NowAccount account, long step, double error, NowSeries.Settled settled) {
    if (!Double.isNaN(error)) {
      account.add(step, Cycles.wrap(error), settled.envelope());
    }
  }

  /** The newest final phase, carried forward by what it last moved in a step. */
  private double carried(long g) {
    int horizonSteps = settings.horizonSteps();
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
    int n = HILBERT_S * series.rate();
    if (known < n) {
      return Double.NaN;
    }
    TargetGrid grid = settings.filters().grid();
    long behind = grid.floorMicros(g) - grid.floorMicros(segment.firstStep);
    double index = behind * series.rate() / MICROS - (known - n);
    double re = 0;
    double im = 0;
    int low = (int) Math.ceil(settings.filters().lowHz() * HILBERT_S);
    int high = (int) Math.floor(settings.filters().highHz() * HILBERT_S);
    for (int k = low; k <= high; k++) {
      double binRe = 0;
      double binIm = 0;
      // cos and sin of 2 pi k i/n, turned on from value to value.
      double stepCos = StrictMath.cos(2 * Math.PI * k / n);
      double stepSin = StrictMath.sin(2 * Math.PI * k / n);
      double cos = 1;
      double sin = 0;
      for (int i = 0; i < n; i++) {
        double x = segment.values.get(known - n + i)[1];
        binRe += x * cos;
        binIm -= x * sin;
        double turned = cos * stepCos - sin * stepSin;
        sin = sin * stepCos + cos * stepSin;
        cos = turned;
      }
      double turn = 2 * Math.PI * k * index / n;
      re += binRe * StrictMath.cos(turn) - binIm * StrictMath.sin(turn);
      im += binRe * StrictMath.sin(turn) + binIm * StrictMath.cos(turn);
    }
    return StrictMath.atan2(im, re) / (2 * Math.PI);
  }
}
