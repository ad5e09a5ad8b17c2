package lumen.fusion.control;
import lumen.signal.gain.GainCurve;
/** stub. */
public sealed interface ControlCommand {
  /** x. */ String id();
  /** x. */ String author();
  /** x. */ long effectiveMicros();
  /** x. */ record Release(String id, String author, long effectiveMicros) implements ControlCommand {}
  /** x. */ record Weights(String id, String author, long effectiveMicros, double ure, double sensors) implements ControlCommand {}
  /** x. */ record TickLimits(String id, String author, long effectiveMicros, double minTickMs, double maxTickMs) implements ControlCommand {}
  /** x. */ record Curves(String id, String author, long effectiveMicros, GainCurve kp, GainCurve kd, double kiBase) implements ControlCommand {}
  /** x. */ record Rules(String id, String author, long effectiveMicros, String riskMap, String quoteRules) implements ControlCommand {
    /** x. */ public lumen.fusion.evidence.EvidenceRules compiled() { return lumen.fusion.evidence.EvidenceRules.NONE; }
  }
}
