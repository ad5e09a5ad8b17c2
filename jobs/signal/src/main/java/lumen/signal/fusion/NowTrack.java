package lumen.signal.fusion;

import java.io.IOException;
import java.util.Arrays;
import lumen.signal.cycle.Cycles;
import lumen.signal.kalman.Adaptation;
import lumen.signal.kalman.PhaseKalman;
import lumen.signal.now.NowFigures;
import lumen.signal.phase.AheadStatistics;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** Provisional steps of one channel within its tenant, and the differences formed of them. */
final class NowTrack {
  private static final long NONE = Long.MIN_VALUE;

  final ChannelId id;
  final NowSteps steps = new NowSteps();
  double weight;

  /** The newest step at which it was fresh, of those that were processed. */
  long lastFresh = NONE;

  /** What the frames know of the channel, null where that is nothing. */
  FusedChannel fused;

  /** The lag that the differences were formed with. */
  double formedLag;

  /** Where the step at hand stands, -1 where the channel is not fresh. */
  int now = -1;

  /** Differences by step modulo their number; a step has its place alone. */
  private final long[] formed;

  private final double[] difference;
  private final double[] m;
  private final double[] cosine;
  private final double[] sine;

  // Of the step that is read.
  boolean phased;
  double phase;
  double envelope;
  double cos;
  double sin;

  // Of the step at hand.
  boolean described;
  double coherence;
  double phaseDiff;
  double entropyRatio;

  private final PhaseKalman filter;
  private final AheadStatistics statistics;

  NowTrack(ChannelId id, FusionSettings settings, int formedSteps) {
    this.id = id;
    formed = new long[formedSteps];
    difference = new double[formedSteps];
    m = new double[formedSteps];
    cosine = new double[formedSteps];
    sine = new double[formedSteps];
    Arrays.fill(formed, NONE);
    filter = new PhaseKalman(settings.kalman());
    statistics = new AheadStatistics(settings.entropyBins());
  }

  double lag() {
    return fused == null ? 0 : fused.lag();
  }

  /** Whether the channel takes part at the step at hand. */
  boolean takesPart() {
    return now >= 0 && !Double.isNaN(steps.phase(now)) && steps.plv(now) >= NowFigures.LEAST_PLV;
  }

  /**
   * Reads phase and envelope at a step shifted by the lag, as frames do, if it takes part there.
   */
  void read(long step) {
    phased = false;
    double floor = Math.floor(formedLag);
    double fraction = formedLag - floor;
    int at = usable(step + (long) floor);
    int behind = fraction > 0 ? usable(step + (long) floor + 1) : at;
    if (at < 0 || behind < 0) {
      return;
    }
    phased = true;
    phase = steps.phase(at);
    envelope = steps.envelope(at);
    if (fraction > 0) {
      phase = Cycles.wrap(phase + fraction * Cycles.wrap(steps.phase(behind) - phase));
      envelope += fraction * (steps.envelope(behind) - envelope);
    }
    double angle = Cycles.radians(phase);
    cos = StrictMath.cos(angle);
    sin = StrictMath.sin(angle);
  }

  private int usable(long step) {
    int at = steps.find(step);
    boolean usable =
        at >= 0 && !Double.isNaN(steps.phase(at)) && steps.plv(at) >= NowFigures.LEAST_PLV;
    return usable ? at : -1;
  }

  /**
   * Keeps the difference of a step to the direction of the others.
   *
   * @param re cosine of their direction
   * @param im its sine
   */
  void form(long step, double re, double im, double itsWeight) {
    int at = place(step);
    formed[at] = step;
    difference[at] = Cycles.wrap(phase - Cycles.ofVector(re, im));
    m[at] = itsWeight;
    cosine[at] = cos * re + sin * im;
    sine[at] = sin * re - cos * im;
  }

  /** Has no difference at any step. */
  void unform() {
    Arrays.fill(formed, NONE);
  }

  boolean differs(long step) {
    return formed[place(step)] == step;
  }

  /** The place of a step. */
  int place(long step) {
    return (int) Math.floorMod(step, (long) formed.length);
  }

  /** The place of the step behind that of another place. */
  int next(int place) {
    return place + 1 == formed.length ? 0 : place + 1;
  }

  /** Whether a step, which has this place, has a difference. */
  private boolean differs(long step, int place) {
    return formed[place] == step;
  }

  /**
   * Begins to describe: with the channel's filter as it is after its newest final step, and the
   * final differences.
   *
   * @param firstStep those of earlier steps do not count
   */
  void lookAhead(long firstStep) {
    if (fused == null) {
      filter.start();
    } else {
      filter.copy(fused.kalman);
    }
    statistics.begin(fused == null ? null : fused.window, firstStep);
  }

  /** Filters and counts the difference of the next step, which has this place, if there is one. */
  void stepAhead(long step, int place, boolean weighted, Adaptation adapt) {
    if (differs(step, place)) {
      double its = m[place];
      double mu =
          WindowStatistics.trust(weighted, its, statistics.weightWith(its), statistics.size() + 1);
      filter.step(difference[place], mu, adapt);
      statistics.add(difference[place], its, cosine[place], sine[place], filter.x());
    }
  }

  /** Forms the figures, if a third of the window has differences. */
  void describe(long windowSteps) {
    if (3L * statistics.size() >= windowSteps) {
      statistics.describe();
      described = true;
      coherence = statistics.coherence();
      phaseDiff = statistics.phaseDiff();
      entropyRatio = statistics.entropyRatio();
    }
  }

  void writeTo(StateWriter out) throws IOException {
    id.writeTo(out);
    out.writeDouble(weight);
    out.writeLong(lastFresh);
    steps.writeTo(out);
  }

  /** Reads what was written behind the name. */
  void readFrom(StateReader in) throws IOException {
    weight = in.readDouble();
    lastFresh = in.readLong();
    steps.readFrom(in);
  }
}
