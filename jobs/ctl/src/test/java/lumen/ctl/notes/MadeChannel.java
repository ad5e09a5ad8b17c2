package lumen.ctl.notes;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import lumen.ctl.account.ChannelConditioning;
import lumen.ctl.account.ObservedChannel;
import lumen.event.ChannelKey;
import lumen.signal.profile.ChannelProfile;

/** A channel whose samples a test makes: regular, with the default conditioning, unless said. */
final class MadeChannel {
  private static final long BEGIN = 1_767_225_600_000_000L;
  private static final double TARGET_HZ = 5;

  private final ChannelKey key;
  private double hz = 20;
  private double seconds = 300;
  private double nominalHz = Double.NaN;
  private boolean onset;
  private boolean clipped = true;
  private double maxGapS = 2;
  private int minDistinct;
  private long begin = BEGIN;
  private DoubleUnaryOperator value = t -> Math.sin(2 * Math.PI * 0.3 * t);
  private DoubleUnaryOperator stamp = t -> t;
  private double envelope = 1;
  private double phases = 1;

  MadeChannel(String source) {
    this.key = new ChannelKey("stage", source, "x");
  }

  MadeChannel at(double rateHz, double forSeconds) {
    hz = rateHz;
    seconds = forSeconds;
    return this;
  }

  MadeChannel values(DoubleUnaryOperator of) {
    value = of;
    return this;
  }

  /** What its stamps are instead of the times of its samples. */
  MadeChannel stamped(DoubleUnaryOperator of) {
    stamp = of;
    return this;
  }

  MadeChannel onsets() {
    onset = true;
    return this;
  }

  MadeChannel unclipped() {
    clipped = false;
    return this;
  }

  MadeChannel minDistinct(int values) {
    minDistinct = values;
    return this;
  }

  MadeChannel nominal(double rateHz) {
    nominalHz = rateHz;
    return this;
  }

  MadeChannel later(double laterS) {
    begin += Math.round(laterS * 1e6);
    return this;
  }

  /** Amplitude within the band, and for which share of its time it has a phase. */
  MadeChannel inBand(double amplitude, double share) {
    envelope = amplitude;
    phases = share;
    return this;
  }

  ObservedChannel made() {
    ChannelProfile profile = new ChannelProfile(Math.round(maxGapS * 1e6), nominalHz);
    long last = Long.MIN_VALUE;
    for (int i = 0; i < hz * seconds; i++) {
      double t = i / hz;
      long micros = begin + Math.round(stamp.applyAsDouble(t) * 1e6);
      if (micros == last) {
        profile.equalStamps(1);
      } else {
        profile.accept(new long[] {micros}, new double[] {value.applyAsDouble(t)}, 0, 1);
      }
      last = micros;
    }
    for (int step = 0; step < TARGET_HZ * seconds; step++) {
      boolean has = step < phases * TARGET_HZ * seconds;
      profile.step(has ? 0.25 : Double.NaN, envelope);
    }
    return new ObservedChannel(
        key,
        new ChannelConditioning(
            onset, clipped, 0.2, 2.2, TARGET_HZ, maxGapS, minDistinct, nominalHz),
        profile.figures());
  }

  /** Noise of a seed, standard deviation 1. */
  static DoubleUnaryOperator noise(long seed) {
    Random random = new Random(seed);
    return t -> random.nextGaussian();
  }
}
