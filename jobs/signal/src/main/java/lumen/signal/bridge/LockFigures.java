package lumen.signal.bridge;

import java.io.IOException;
import java.util.Optional;
import lumen.signal.loop.LoopMode;
import lumen.signal.loop.TickStatistics;
import lumen.signal.loop.TickWindow;
import lumen.signal.protocol.BridgeState;
import lumen.signal.protocol.Occasion;
import lumen.signal.protocol.Readings;
import lumen.signal.protocol.StopCondition;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * What the ticks say about the lock, over a window that is short while the loop pulls in. From E1
 * -> E2 on it grows with time, so no error of the pull-in is ever in the figures of E2. Not
 * thread-safe.
 */
final class LockFigures {
  private static final long NEVER = Long.MIN_VALUE;

  /** So few ticks that one of them means nothing count as so many. */
  private static final int FEWEST_TICKS = 300;

  private final BridgeSettings settings;
  private final BridgeHistory history;

  /** When E1 passed to E2 last; a state of before 2.1 does not know. */
  private long lockedMicros = NEVER;

  LockFigures(BridgeSettings settings, BridgeHistory history) {
    this.settings = settings;
    this.history = history;
  }

  /** E1 has passed to E2. */
  void locked(long micros) {
    lockedMicros = micros;
  }

  /** Takes the length of the window at a tick in a state. */
  void spanAt(long micros, BridgeState state) {
    history.window().span(state.outputsOn() ? grown(micros) : settings.lockMicros());
  }

  private long grown(long micros) {
    return lockedMicros == NEVER
        ? settings.windowMicros()
        : Math.min(settings.windowMicros(), settings.lockMicros() + micros - lockedMicros);
  }

  /**
   * What the protocol judges.
   *
   * @param heardMicros when the newest frame or tick of the reference became known
   * @param mode what the tick follows
   * @param newest the newest frame
   * @param hardStop the condition that it meets
   */
  Readings readings(
      long micros,
      Occasion occasion,
      long heardMicros,
      LoopMode mode,
      BridgeFrame newest,
      Optional<StopCondition> hardStop) {
    TickStatistics statistics = statistics(mode);
    return new Readings(
        micros,
        occasion,
        heardMicros,
        statistics.syncQuality(),
        statistics.phaseDiffMean(),
        statistics.entropyRatio(),
        mode == LoopMode.FREQUENCY,
        lockedLately(mode),
        rollbackRatio(),
        history.residuals().deviation(),
        newest.coherence(),
        newest.harmony(),
        hardStop);
  }

  /** A published rate has no phase. */
  private TickStatistics statistics(LoopMode mode) {
    return mode == LoopMode.FREQUENCY
        ? new TickStatistics(Double.NaN, history.lockWindow().nearShare(), Double.NaN)
        : history.window().statistics();
  }

  /** Whether the newest ticks alone are locked. */
  private boolean lockedLately(LoopMode mode) {
    TickWindow lately = history.lockWindow();
    boolean byRate = mode == LoopMode.FREQUENCY;
    double quality = byRate ? lately.nearShare() : lately.syncQuality();
    return settings.protocol().isLocked(quality, lately.phaseDiffMean(), byRate);
  }

  /** Share of the ticks of 5 min whose correction was refused. */
  private double rollbackRatio() {
    TickWindow window = history.fiveMinutes();
    return (double) window.refused() / Math.max(FEWEST_TICKS, window.size());
  }

  /** Whether the ticks of the last 5 s are so near the reference that one may be heard. */
  boolean isAudible() {
    double off = history.fiveSeconds().phaseDiffMean();
    return Double.isNaN(off) || off <= settings.muteAbove();
  }

  void writeTo(StateWriter out) throws IOException {
    out.writeLong(lockedMicros);
    out.writeLong(history.window().spanMicros());
  }

  void readFrom(StateReader in) throws IOException {
    lockedMicros = in.readLong();
    history.window().span(in.readLong());
  }
}
