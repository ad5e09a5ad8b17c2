package lumen.report;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.rig.Truth;

/**
 * The bridge of one tenant of a run: its ticks, its states, its evidence.
 *
 * <p>What a control frame tells holds until the next tick, {@code tick_ms} later. In E0 no tick
 * follows and in E4 the loop is open: the state lasts until another begins, the curves have a gap.
 */
final class BridgeFigures {
  /** Steps a second of all curves: the shortest tick is 20 ms. */
  static final double STEP_HZ = 50;

  private static final int CAPACITY = 4096;
  private static final String ENTROPY = "bridge_entropy_ratio";

  private final String tenant;
  private final boolean curves;
  private final Optional<Truth.Pulse> pulse;
  private final Map<TickFigure, MinMaxEnvelope> envelopes = new EnumMap<>(TickFigure.class);
  private final StateTrack states = new StateTrack(CAPACITY);
  private final EvidenceLog evidence = new EvidenceLog();
  private final Spread lockedErrors = new Spread(0.5);
  private final LockedSpans locked = new LockedSpans();
  private final MutedTrack muted = new MutedTrack(CAPACITY);
  private final List<LevelCount> levels;
  private final Map<TickFigure, Double> held = new EnumMap<>(TickFigure.class);
  private RunState state = RunState.E0;
  private double heldUntilS;
  private long ticks;
  private long errors;
  private double errorSum;
  private long followed;
  private double followedHz;
  private double followedTrueHz;
  private double firstS = Double.NaN;
  private double lastS = Double.NaN;

  /**
   * A bridge without ticks yet.
   *
   * @param curves whether to keep its curves
   * @param pulse true pulse of its reference, where known
   * @param judged what it is judged by
   */
  BridgeFigures(String tenant, boolean curves, Optional<Truth.Pulse> pulse, RunLevels judged) {
    this.tenant = tenant;
    levels = judged.of(ENTROPY).stream().map(LevelCount::new).toList();
    this.curves = curves;
    this.pulse = pulse;
    for (TickFigure figure : TickFigure.values()) {
      envelopes.put(figure, new MinMaxEnvelope(CAPACITY));
    }
  }

  /** The step of a time in seconds since the epoch. */
  static long step(double seconds) {
    return (long) Math.floor(seconds * STEP_HZ);
  }

  /** Start of a step in seconds since the epoch. */
  static double seconds(long step) {
    return (double) step / STEP_HZ;
  }

  /** Takes a control frame, later than the one before. */
  void add(FrameReader frame) throws IOException {
    double ts = frame.required("ts");
    if (!(ticks == 0 || ts > lastS)) {
      throw new IllegalArgumentException(
          "control frames of a tenant must ascend: tenant=" + tenant + " ts=" + ts);
    }
    close(ts);
    firstS = ticks++ == 0 ? ts : firstS;
    lastS = ts;
    state = RunState.of(frame.text("state"));
    for (TickFigure figure : TickFigure.values()) {
      held.put(figure, frame.number(figure.key()));
    }
    heldUntilS = ts + frame.required("tick_ms") / 1000;
    levels.forEach(count -> count.add(held.get(TickFigure.ENTROPY_RATIO)));
    if (state == RunState.E2 || state == RunState.E3) {
      locked.add(ts, heldUntilS);
      muted.add(ts, heldUntilS, frame.number("played") != 0);
    }
    error(Math.abs(frame.number("e")), ts, frame.number("hz"));
  }

  private void error(double size, double ts, double hz) {
    if (Double.isNaN(size)) {
      return;
    }
    errors++;
    errorSum += size;
    if (state == RunState.E2) {
      lockedErrors.add(size);
      followed++;
      followedHz += hz;
      followedTrueHz += pulse.map(of -> of.hz(ts)).orElse(Double.NaN);
    }
  }

  /** Ends the newest tick at a moment, the next tick or the end of the run. */
  private void close(double untilS) {
    if (ticks == 0) {
      return;
    }
    states.hold(lastS, untilS, state);
    if (!curves || state == RunState.E0 || state == RunState.E4) {
      return;
    }
    long from = step(lastS);
    long to = Math.max(from + 1, step(Math.min(untilS, heldUntilS)));
    held.forEach((figure, value) -> envelopes.get(figure).hold(from, to, value));
  }

  /** Ends the curves at the end of the run, and makes each of at most so many spans. */
  void finish(double endS, int spans) {
    close(Math.max(endS, heldUntilS));
    envelopes.values().forEach(envelope -> envelope.shrinkTo(spans));
    states.shrinkTo(spans);
    muted.shrinkTo(spans);
  }

  String tenant() {
    return tenant;
  }

  boolean curves() {
    return curves;
  }

  long ticks() {
    return ticks;
  }

  /** Time of the first tick in seconds since the epoch; NaN without one. */
  double firstS() {
    return firstS;
  }

  /** Time of the last tick in seconds since the epoch; NaN without one. */
  double lastS() {
    return lastS;
  }

  /** The state after the last tick. */
  RunState lastState() {
    return state;
  }

  /** When it stood in E2 or E3. */
  LockedSpans locked() {
    return locked;
  }

  /** When it was not heard although it stood in E2 or E3. */
  MutedTrack muted() {
    return muted;
  }

  /** How its ticks met the levels they are judged by. */
  List<LevelCount> levels() {
    return levels;
  }

  StateTrack states() {
    return states;
  }

  EvidenceLog evidence() {
    return evidence;
  }

  /** A curve, on steps of 1/{@link #STEP_HZ} s. */
  MinMaxEnvelope envelope(TickFigure figure) {
    return envelopes.get(figure);
  }

  /** Mean size of the phase error in cycles over all ticks that have one; NaN without one. */
  double meanError() {
    return errors == 0 ? Double.NaN : errorSum / errors;
  }

  /** What 95 % of the phase errors in E2 do not exceed, in cycles; NaN without one. */
  double lockedError95() {
    return lockedErrors.quantileOfBins(0.95);
  }

  /** Mean rate in Hz over the ticks of E2 that have a phase error; NaN without one. */
  double followedHz() {
    return followed == 0 ? Double.NaN : followedHz / followed;
  }

  /** Mean rate of the true pulse at these ticks; NaN where it is not known. */
  double followedTrueHz() {
    return followed == 0 ? Double.NaN : followedTrueHz / followed;
  }

  Optional<Truth.Pulse> pulse() {
    return pulse;
  }
}
