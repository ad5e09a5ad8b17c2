package lumen.signal.fusion;

import java.io.IOException;
import lumen.signal.cycle.Cycles;
import lumen.signal.cycle.QuickCycles;
import lumen.signal.kalman.FilterRun;
import lumen.signal.now.NowFigures;
import lumen.signal.phase.AheadDifferences;
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

  /** Differences of the steps that are not final. */
  final AheadDifferences ahead;

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

  private final AheadStatistics statistics;

  NowTrack(ChannelId id, FusionSettings settings, int formedSteps) {
    this.id = id;
    ahead = new AheadDifferences(formedSteps);
    statistics = new AheadStatistics(settings.entropyBins(), settings.kalman(), ahead);
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
    cos = QuickCycles.cos(phase);
    sin = QuickCycles.sin(phase);
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
    ahead.append(
        step,
        Cycles.wrap(phase - QuickCycles.ofVector(re, im)),
        itsWeight,
        cos * re + sin * im,
        sin * re - cos * im);
  }

  /**
   * Begins to describe: with the channel's filter as it is after its newest final step, and the
   * final differences.
   *
   * @param firstStep those of earlier steps do not count
   * @return the filter, which is to be run on over the differences that are not final
   */
  FilterRun lookAhead(long firstStep, boolean weighted) {
    statistics.begin(
        fused == null ? null : fused.window,
        fused == null ? null : fused.kalman,
        firstStep,
        weighted);
    return statistics.run();
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
