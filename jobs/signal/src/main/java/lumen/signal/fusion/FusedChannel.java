package lumen.signal.fusion;

import java.io.DataOutput;
import java.io.IOException;
import lumen.signal.cycle.Cycles;
import lumen.signal.kalman.FilterNoise;
import lumen.signal.kalman.PhaseKalman;
import lumen.signal.phase.ChanceLevel;
import lumen.signal.phase.PhaseWindow;
import lumen.signal.strict.StrictFunctions;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** State of one channel within its tenant, and what is read of it at the step at hand. */
final class FusedChannel {
  final ChannelId id;
  final AlignedSteps aligned = new AlignedSteps();
  final PhaseWindow window;
  final PhaseKalman kalman;
  double weight;

  private double lag;
  private long wholeLag;
  private double lagFraction;

  /** Expected: present at {@link #lastPresent}, and not yet forgotten since. */
  private boolean expected;

  private long lastPresent = Long.MIN_VALUE;

  /** Differences of earlier steps were discarded, even if a chunk still holds them. */
  private long validFrom = Long.MIN_VALUE;

  boolean present;
  boolean phased;
  double phase;
  double envelope;
  double cos;
  double sin;

  /** Whether there is a difference at the step at hand. */
  boolean differs;

  /** Sum of the weights while differences are formed again. */
  double formedWeight;

  /** Statistics of the step at hand, if {@link #described}. */
  boolean described;

  double coherence;
  double phaseDiff;
  double entropyRatio;
  double harmony;

  /** Of the last step at which it was formed. */
  ChanceLevel chance = ChanceLevel.NONE;

  FusedChannel(ChannelId id, FusionSettings settings) {
    this.id = id;
    this.window = new PhaseWindow((int) settings.windowSteps());
    this.kalman = new PhaseKalman(settings.kalman());
  }

  double lag() {
    return lag;
  }

  void setLag(double steps) {
    lag = steps;
    double floor = Math.floor(steps);
    wholeLag = (long) floor;
    lagFraction = steps - floor;
  }

  boolean isExpected() {
    return expected;
  }

  /**
   * Reads presence, phase and envelope at step g + lag: the phase along its wrapped increment, the
   * envelope linearly between the aligned steps on both sides.
   */
  void read(long g) {
    present = false;
    phased = false;
    phase = Double.NaN;
    envelope = Double.NaN;
    long low = g + wholeLag;
    AlignedSteps.Run run = aligned.runAt(low);
    if (run == null || (lagFraction > 0 && low >= run.last())) {
      return;
    }
    present = true;
    int i = run.index(low);
    phase = run.phase[i];
    envelope = run.envelope[i];
    if (lagFraction > 0) {
      phase = Cycles.wrap(phase + lagFraction * Cycles.wrap(run.phase[i + 1] - phase));
      envelope += lagFraction * (run.envelope[i + 1] - envelope);
    }
    phased = !Double.isNaN(phase);
    if (phased) {
      double angle = Cycles.radians(phase);
      cos = StrictFunctions.cos(angle);
      sin = StrictFunctions.sin(angle);
    }
  }

  /** Takes note of the presence just read. */
  void notePresence(long g) {
    if (present) {
      expected = true;
      lastPresent = g;
    }
  }

  /** Takes what holds for all filters; that of a channel not expected begins, whenever it does. */
  void take(FilterNoise noise) {
    if (!expected) {
      kalman.startNoise();
    }
    kalman.take(noise);
  }

  /** Forgets a channel that was last present W steps ago: no lag, start values, no differences. */
  void forgetIfDue(long g, long windowSteps, FilterNoise noise) {
    if (expected && lastPresent + windowSteps <= g) {
      expected = false;
      setLag(0);
      kalman.start();
      kalman.take(noise);
      window.clear();
      chance = ChanceLevel.NONE;
      validFrom = g;
    }
  }

  /** Empties what is formed again from the given step on. */
  void formAgainFrom(long step) {
    kalman.restart();
    window.clear();
    validFrom = step;
    formedWeight = 0;
  }

  /** Whether nothing but aligned steps would be lost without this object. */
  boolean isIdle(long oldestStep) {
    return !expected
        && validFrom <= oldestStep
        && window.newestStep() < oldestStep
        && kalman.isAtStart();
  }

  ChannelState state() {
    return new ChannelState(id, lag, kalman.x(), kalman.p(), kalman.q(), kalman.r(), lastPresent);
  }

  /** Writes its name, and what is kept of it beside the differences. */
  void writeTo(DataOutput out) throws IOException {
    id.writeTo(out);
    out.writeDouble(weight);
    out.writeDouble(lag);
    out.writeBoolean(expected);
    out.writeLong(lastPresent);
    out.writeLong(validFrom);
    out.writeDouble(chance.level());
    out.writeDouble(chance.ppc());
    kalman.writeTo(out);
  }

  /**
   * Reads what was written behind the name.
   *
   * @param delimited whether the reader ends with the channel; else, as before the form, a batch is
   *     there if one is usual
   */
  void readFrom(StateReader in, boolean delimited) throws IOException {
    weight = in.readDouble();
    setLag(in.readDouble());
    expected = in.readBoolean();
    lastPresent = in.readLong();
    validFrom = in.readLong();
    chance = new ChanceLevel(in.readDouble(), in.readDouble());
    kalman.readFrom(in);
    if (delimited ? in.hasMore() : kalman.isBatchUsual()) {
      kalman.readBatch(in);
    }
  }

  /** Writes its name, and the differences from a step on. */
  void writeDifferences(long firstStep, StateWriter out) throws IOException {
    id.writeTo(out);
    window.writeFrom(firstStep, out);
  }

  void readDifferences(long oldestStep, StateReader in) {
    window.readFrom(Math.max(oldestStep, validFrom), in);
  }

  void readOlderDifferences(long oldestStep, StateReader in) {
    window.readOlderFrom(Math.max(oldestStep, validFrom), in);
  }
}
