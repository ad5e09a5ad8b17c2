package lumen.signal.now;

import java.util.Arrays;

/**
 * The provisional phase of one channel: what its centred filters will say of a step, estimated when
 * the step is {@code delay_s} old, from weights that learn of every step that has become final
 * since. Not thread-safe.
 */
public final class ProvisionalPhase {
  private static final long NONE = Long.MIN_VALUE;

  private final NowSettings settings;
  private final FeatureWeights weights;
  private final int half;

  /** Features of the newest steps, by step modulo their number; a step has its place alone. */
  private final double[][] kept;

  private final long[] keptStep;
  private final double[] estimate = new double[2];

  /** Null before the first segment. */
  private ResonatorBank bank;

  private double newest;
  private long lastStep = NONE;
  private boolean estimated;

  /**
   * A channel of which nothing is known.
   *
   * @param settings how phases are made
   * @param horizonSteps after how many steps one is final
   */
  public ProvisionalPhase(NowSettings settings, int horizonSteps) {
    this.settings = settings;
    weights = new FeatureWeights(settings);
    half = 2 * settings.resonators();
    kept = new double[horizonSteps + 1][2 * half];
    keptStep = new long[horizonSteps + 1];
    Arrays.fill(keptStep, NONE);
  }

  /**
   * A segment begins: what resounds of the one before is forgotten, what was learnt is kept.
   *
   * @param rateHz the channel's own rate F
   */
  public void begin(double rateHz) {
    bank = new ResonatorBank(settings, rateHz);
    newest = 0;
    lastStep = NONE;
  }

  /** Takes the next value at k/F of the segment, relative to its first. */
  public void accept(double u) {
    bank.accept(u);
  }

  /**
   * The value of the newest sample, which may lie behind the newest k/F: it is what is held.
   *
   * @param u relative to the first of the segment
   */
  public void hold(double u) {
    newest = u;
  }

  /**
   * Estimates a step, later than the one before, from the values taken so far.
   *
   * @param step grid step
   * @param held how many values at k/F lie behind the newest and at or before the time at which the
   *     step is estimated
   * @return whether there is an estimate: enough was learnt
   */
  public boolean step(long step, long held) {
    double[] features = kept[place(step)];
    if (lastStep == step - 1) {
      System.arraycopy(kept[place(lastStep)], 0, features, half, half);
    } else {
      Arrays.fill(features, half, 2 * half, 0);
    }
    bank.read(newest, held, features);
    keptStep[place(step)] = step;
    lastStep = step;
    estimated = weights.isTrained();
    if (estimated) {
      weights.estimate(features, estimate);
    }
    return estimated;
  }

  /** Real part of the newest estimate. */
  public double re() {
    return estimate[0];
  }

  /** Imaginary part of the newest estimate. */
  public double im() {
    return estimate[1];
  }

  /**
   * Learns what the centred filters say of a step, if it is still known what it looked like.
   *
   * @param step a step that has become final
   * @param re real part of its value
   * @param im imaginary part
   */
  public void learn(long step, double re, double im) {
    if (keptStep[place(step)] == step) {
      weights.learn(kept[place(step)], re, im);
    }
  }

  private int place(long step) {
    return (int) Math.floorMod(step, (long) kept.length);
  }
}
