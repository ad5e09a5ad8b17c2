package lumen.fusion.bridge;

import lumen.signal.bridge.BridgeFrame;
import lumen.signal.fusion.FusedFrame;

/** What the bridge may act on: a level out of its range, whoever published it, is none. */
final class TrustedLevels {
  private static final double HALF_A_CYCLE = 0.5;

  private TrustedLevels() {}

  static BridgeFrame of(FusedFrame frame) {
    return new BridgeFrame(
        upTo(1, frame.coherence()),
        upTo(1, frame.harmony()),
        upTo(HALF_A_CYCLE, frame.phaseDiff()),
        upTo(1, frame.entropyRatio()),
        upTo(1, frame.syncQuality()));
  }

  private static double upTo(double limit, double level) {
    return level >= 0 && level <= limit ? level : Double.NaN;
  }
}
