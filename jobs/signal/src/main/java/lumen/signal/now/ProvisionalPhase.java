package lumen.signal.now;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The provisional phase of one channel: what its centred filters will say of a step, estimated when
 * the step is {@code delay_s} old, from weights that learn of every step that has become final
 * since. Not thread-safe; allocates nothing in the steady state.
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

  /** Forgets everything. */
  void clear() {
    weights.clear();
    Arrays.fill(keptStep, NONE);
    bank = null;
    lastStep = NONE;
  }

  /**
   * A segment begins: what resounds of the one before is forgotten, what was learnt is kept.
   *
   * @param rateHz the channel's own rate F
   */
  public void begin(int rateHz) {
    if (bank == null || bank.rateHz() != rateHz) {
      bank = new ResonatorBank(settings, rateHz);
    } else {
      bank.restart();
    }
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
    int at = place(step);
    double[] features = kept[at];
    // The second half of a step's features are the first of the step before.
    if (lastStep == step - 1) {
      double[] before = kept[at == 0 ? kept.length - 1 : at - 1];
      System.arraycopy(before, 0, features, half, half);
    } else {
      Arrays.fill(features, half, 2 * half, 0);
    }
    bank.read(newest, held, features);
    keptStep[at] = step;
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

  /** Steps learnt since everything was forgotten. */
  public long learnt() {
    return weights.learnt();
  }

  /**
   * Learns what the centred filters say of a step, if it is still known what it looked like.
   *
   * @param step a step that has become final
   * @param re real part of its value
   * @param im imaginary part
   */
  public void learn(long step, double re, double im) {
    int at = place(step);
    if (keptStep[at] == step) {
      weights.learn(kept[at], re, im);
    }
  }

  private int place(long step) {
    return (int) Math.floorMod(step, (long) kept.length);
  }

  /** Writes the resonators and the weights, without the features of the steps. */
  void writeTo(DataOutput out) throws IOException {
    out.writeLong(lastStep);
    out.writeInt(bank == null ? 0 : bank.rateHz());
    if (bank != null) {
      bank.writeTo(out);
    }
    weights.writeTo(out);
  }

  /** Takes back what was written, behind the features of the steps. */
  void readFrom(DataInput in) throws IOException {
    lastStep = in.readLong();
    int rateHz = in.readInt();
    if (rateHz > 0) {
      bank = new ResonatorBank(settings, rateHz);
      bank.readFrom(in);
    }
    weights.readFrom(in);
  }

  /** Whether the features of a step are kept. */
  boolean keeps(long step) {
    return keptStep[place(step)] == step;
  }

  /** Writes those of a step that is kept; their second half only where it is not all 0. */
  void writeStep(long step, DataOutput out) throws IOException {
    double[] features = kept[place(step)];
    boolean goesOn = false;
    for (int i = 0; i < 2 * half; i++) {
      goesOn |= i >= half && features[i] != 0;
    }
    out.writeBoolean(goesOn);
    for (int i = 0; i < (goesOn ? 2 * half : half); i++) {
      out.writeDouble(features[i]);
    }
  }

  /** Takes back the features of a step. */
  void readStep(long step, DataInput in) throws IOException {
    double[] features = kept[place(step)];
    boolean goesOn = in.readBoolean();
    Arrays.fill(features, half, 2 * half, 0);
    for (int i = 0; i < (goesOn ? 2 * half : half); i++) {
      features[i] = in.readDouble();
    }
    keptStep[place(step)] = step;
  }
}
