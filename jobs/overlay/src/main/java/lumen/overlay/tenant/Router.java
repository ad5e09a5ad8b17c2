package lumen.overlay.tenant;

import java.util.ArrayList;
import java.util.List;
import lumen.overlay.breaker.Breaker;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.flag.OverlayFlag;
import lumen.overlay.flag.RolloutBucket;
import lumen.overlay.gate.GateKind;
import lumen.overlay.record.Because;
import lumen.overlay.record.Decision;
import lumen.overlay.record.Decision.PassedOver;
import lumen.overlay.record.RouteRecord.RouteRequest;

/**
 * Decides a request: of the overlays that are for its scenario the first that passes every check is
 * taken, by the order of the flags; else the baseline.
 */
final class Router {
  private static final double ALL_PERCENT = 100;

  private Router() {}

  /** What guards the overlays of a tenant. */
  interface Guards {
    /** Whether outcomes are lost, so that no overlay is to run. */
    boolean isBlind();

    /** The gate that blocks an overlay in a scenario; null where none does. */
    GateKind blockedBy(String scenario, String overlay);

    /** Asks the breaker of an overlay, which counts a probe from then on. */
    Breaker.Answer ask(String overlay);

    /** Tells that a request came to a rollout. */
    void cameToRollout(OverlayFlag overlay, boolean taken);
  }

  /**
   * Decides.
   *
   * @param micros the time of the request
   */
  static Decision decide(RouteRequest request, long micros, FlagsInForce inForce, Guards guards) {
    FlagSet flags = inForce.flags();
    if (flags.features().baselineOnly()) {
      return baseline(request, micros, inForce.hash(), Because.BASELINE_ONLY);
    }
    List<PassedOver> passedOver = new ArrayList<>();
    int firstBucket = Decision.NO_BUCKET;
    for (OverlayFlag overlay : flags.overlays()) {
      if (!overlay.isFor(request.scenario())) {
        continue;
      }
      int bucket = RolloutBucket.of(overlay.bucketName(), request.targetingKey());
      firstBucket = firstBucket == Decision.NO_BUCKET ? bucket : firstBucket;
      Because because = against(request, overlay, bucket, flags, guards);
      Breaker.Answer answer = Breaker.Answer.PASS;
      if (because == null) {
        answer = guards.ask(overlay.name());
        because = because(answer);
      }
      if (because == null) {
        boolean probe = answer == Breaker.Answer.PROBE;
        return taken(request, micros, inForce.hash(), overlay, bucket, probe, passedOver);
      }
      passedOver.add(new PassedOver(overlay.name(), because));
    }
    if (passedOver.isEmpty()) {
      return baseline(request, micros, inForce.hash(), Because.NO_OVERLAY);
    }
    Because first = passedOver.get(0).because();
    return decision(request, micros, inForce.hash(), first, firstBucket, passedOver);
  }

  /** Why flag, feed or gates are against an overlay; null where they are not. */
  private static Because against(
      RouteRequest request, OverlayFlag overlay, int bucket, FlagSet flags, Guards guards) {
    if (!flags.isOn(overlay)) {
      return Because.DISABLED;
    }
    if (!overlay.isConfident(request.confidence())) {
      return Because.LOW_CONFIDENCE;
    }
    boolean inRollout = overlay.rollout().takes(bucket);
    guards.cameToRollout(overlay, inRollout);
    if (!inRollout) {
      return Because.NOT_IN_ROLLOUT;
    }
    if (guards.isBlind()) {
      return Because.BLIND;
    }
    GateKind gate = guards.blockedBy(request.scenario(), overlay.name());
    if (gate == null) {
      return null;
    }
    return switch (gate) {
      case TOKENS -> Because.GATE_TOKENS;
      case LATENCY -> Because.GATE_LATENCY;
      case QUALITY -> Because.GATE_QUALITY;
    };
  }

  private static Because because(Breaker.Answer answer) {
    return switch (answer) {
      case PASS, PROBE -> null;
      case OPEN -> Because.BREAKER_OPEN;
      case FULL -> Because.HALF_OPEN_FULL;
    };
  }

  private static Decision taken(
      RouteRequest request,
      long micros,
      String flags,
      OverlayFlag overlay,
      int bucket,
      boolean probe,
      List<PassedOver> passedOver) {
    Because.Reason reason =
        overlay.rolloutPercent() < ALL_PERCENT
            ? Because.Reason.SPLIT
            : Because.Reason.TARGETING_MATCH;
    return new Decision(
        micros,
        request.tenant(),
        request.id(),
        request.scenario(),
        overlay.name(),
        reason,
        null,
        bucket,
        probe,
        flags,
        passedOver);
  }

  /** The baseline for a request for which no overlay is looked at. */
  static Decision baseline(RouteRequest request, long micros, String flags, Because because) {
    return decision(request, micros, flags, because, Decision.NO_BUCKET, List.of());
  }

  private static Decision decision(
      RouteRequest request,
      long micros,
      String flags,
      Because because,
      int bucket,
      List<PassedOver> passedOver) {
    return new Decision(
        micros,
        request.tenant(),
        request.id(),
        request.scenario(),
        OverlayFlag.BASELINE,
        because.reason(),
        because,
        bucket,
        false,
        flags,
        passedOver);
  }
}
