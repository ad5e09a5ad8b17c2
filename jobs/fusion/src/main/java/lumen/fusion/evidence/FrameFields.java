package lumen.fusion.evidence;

import lumen.signal.fusion.FusedFrame;

/**
 * What the rules read at one frame: the frame and the bridge as it was then. The numbers are laid
 * out when the first is asked for: where there are no rules nobody asks.
 */
public final class FrameFields {
  private final FusedFrame frame;
  private final BridgeFields bridge;
  private double[] numbers;

  private FrameFields(FusedFrame frame, BridgeFields bridge) {
    this.frame = frame;
    this.bridge = bridge;
  }

  private void layOut() {
    numbers = new double[Field.MAX_CODE + 1];
    put(Field.PHASE_DIFF, frame.phaseDiff());
    put(Field.HARMONY, frame.harmony());
    put(Field.COHERENCE, frame.coherence());
    put(Field.ENTROPY_RATIO, frame.entropyRatio());
    put(Field.SYNC_QUALITY, frame.syncQuality());
    put(Field.ORDER, frame.order());
    put(Field.Q, frame.q());
    put(Field.R, frame.r());
    put(Field.KP, frame.kp());
    put(Field.KI, frame.ki());
    put(Field.KD, frame.kd());
    put(Field.STREAMS_FRESH, frame.streamsFresh());
    put(Field.STREAMS_TOTAL, frame.streamsTotal());
    put(Field.TICK_MS, bridge.tickMs());
    put(Field.HZ, bridge.hz());
    put(Field.E, bridge.e());
    put(Field.BRIDGE_SYNC_QUALITY, bridge.syncQuality());
    put(Field.BRIDGE_ENTROPY_RATIO, bridge.entropyRatio());
    put(Field.BRIDGE_PHASE_DIFF, bridge.phaseDiff());
    put(Field.ROLLBACK_RATIO_5M, bridge.rollbackRatio5m());
    put(Field.RESIDUAL_STDDEV_10M, bridge.residualStddev10m());
  }

  /** The fields of a frame, and of the newest control frame before it. */
  public static FrameFields of(FusedFrame frame, BridgeFields bridge) {
    return new FrameFields(frame, bridge);
  }

  private void put(Field field, double value) {
    numbers[field.code()] = value;
  }

  /** The number of a field; NaN if it is not given. */
  double number(Field field) {
    if (numbers == null) {
      layOut();
    }
    return numbers[field.code()];
  }

  /** The word of a field; empty if it is not given. */
  String text(Field field) {
    return field == Field.MODE ? frame.mode().wireName() : bridge.state();
  }
}
