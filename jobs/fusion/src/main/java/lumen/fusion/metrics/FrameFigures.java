package lumen.fusion.metrics;

import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.SeriesFigures;
import lumen.signal.fusion.FusedFrame;

/** The newest frame of a tenant: one reference written for each, whatever it carries. */
final class FrameFigures implements SeriesFigures {
  private static final double MILLIS = 1_000;

  private volatile FusedFrame newest;
  private volatile double emittedSeconds = Double.NaN;
  private volatile double chance = Double.NaN;

  void take(FusedFrame frame) {
    newest = frame;
  }

  /** Takes when the newest frame left, whether its levels are shown or not. */
  void left(long clockMillis) {
    emittedSeconds = clockMillis / MILLIS;
  }

  /** Takes the chance level of the coherence; NaN where none is known. */
  void chance(double level) {
    chance = level;
  }

  @Override
  public double value(ExportedMetric metric) {
    FusedFrame frame = newest;
    if (frame == null || !(metric instanceof FusionMetric level)) {
      return Double.NaN;
    }
    return switch (level) {
      case COHERENCE_LEVEL -> frame.coherence();
      case COHERENCE_CHANCE -> Double.isNaN(frame.coherence()) ? Double.NaN : chance;
      case HARMONY_INDEX -> frame.harmony();
      case PHASE_DIFF_MEAN -> frame.phaseDiff();
      case ENTROPY_RATIO -> frame.entropyRatio();
      case SYNC_QUALITY -> frame.syncQuality();
      case MODE -> frame.mode().code();
      case STREAMS_FRESH -> frame.streamsFresh();
      case ALIGN_Q -> frame.q();
      case ALIGN_R -> frame.r();
      case GAIN_KP -> frame.kp();
      case GAIN_KI -> frame.ki();
      case GAIN_KD -> frame.kd();
      case FRAME_EMITTED -> emittedSeconds;
      case NIS,
          NOW_MODE,
          NOW_ORDER,
          NOW_PHASE_DIFF,
          NOW_COHERENCE,
          NOW_ENTROPY_RATIO,
          NOW_STREAMS_FRESH,
          NOW_ERROR_P50,
          NOW_ERROR_P90,
          NOW_LEAD,
          NOW_PLV,
          FRAMES_TOTAL,
          SOURCE_EVENT,
          STREAM_INGEST_TOTAL,
          DROPPED_TOTAL,
          FILTERED_TOTAL,
          REJECTED_TOTAL,
          LATE_TOTAL,
          WATERMARK_LAG_MS,
          SERIES_CAPPED ->
          Double.NaN;
    };
  }
}
