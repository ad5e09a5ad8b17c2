package lumen.fusion;

import lumen.connectors.live.LineMarks;
import lumen.fusion.settings.FusionFile;
import lumen.fusion.settings.LumenSettings;
import lumen.runtime.state.Frontier;
import lumen.signal.fusion.FusionSettings;
import lumen.signal.grid.TargetGrid;
import lumen.signal.now.NowChannelSettings;

/**
 * The times at which a step of the fusion begins, is estimated or is complete: then its frames can
 * leave. Where ticks are played they are waited for all the time, since each is played a fixed
 * delay after its own.
 *
 * @param grid the steps
 * @param horizonMicros how far the line is past a step when it is complete
 * @param nowMicros how far the line is past a step when it is estimated; negative where none is
 * @param withinMicros how long a tick may wait, Long.MAX_VALUE where none is played
 */
record StepMarks(TargetGrid grid, long horizonMicros, long nowMicros, long withinMicros)
    implements LineMarks {
  /** Of the delay of the players; what a tick needs on its way from the source to them. */
  private static final long ON_ITS_WAY_MICROS = 10_000;

  private static final long serialVersionUID = 1L;
  private static final long MICROS_PER_MILLI = 1_000;

  /** The marks of a job by its settings. */
  static StepMarks of(LumenSettings settings) {
    FusionSettings fusion = settings.fusionSettings();
    FusionFile.Outputs outputs = settings.fusion().outputs();
    boolean plays = !outputs.oscAddr().isEmpty() || !outputs.midiDevice().isEmpty();
    long delay = Math.round(outputs.playoutDelayMs() * MICROS_PER_MILLI);
    return new StepMarks(
        fusion.grid(),
        fusion.horizonMicros(),
        settings.now(true).map(NowChannelSettings::delayMicros).orElse(-1L),
        plays ? Math.max(1, delay - ON_ITS_WAY_MICROS) : Long.MAX_VALUE);
  }

  @Override
  public long next(long lineMicros) {
    long step = Math.min(next(lineMicros, 0), next(lineMicros, horizonMicros));
    if (nowMicros > 0) {
      step = Math.min(step, next(lineMicros, nowMicros));
    }
    return withinMicros < step - lineMicros ? lineMicros + withinMicros : step;
  }

  /**
   * Where the frontier of the line's watermark, whole milliseconds, is first past the next step.
   */
  private long next(long lineMicros, long behindMicros) {
    long frontier = Math.floorDiv(lineMicros, MICROS_PER_MILLI) * MICROS_PER_MILLI;
    long step = grid.floorStep(frontier - behindMicros - 1) + 1;
    long complete = Math.addExact(grid.ceilMicros(step), behindMicros);
    return (Frontier.watermarkPast(complete) + 1) * MICROS_PER_MILLI;
  }
}
