package lumen.overlay.tenant;

import lumen.event.Position;
import lumen.overlay.flag.OverlayFlag;
import lumen.overlay.gate.Cost;
import lumen.overlay.join.OpenRequest;
import lumen.overlay.record.Because;
import lumen.overlay.record.Decision;
import lumen.overlay.record.OutcomeResult;
import lumen.overlay.record.RouteReason;
import lumen.overlay.record.RouteRecord.RouteOutcome;
import lumen.overlay.record.RouteRecord.RouteRequest;

/** Decides the requests of a tenant, and takes what becomes of them. */
final class RequestFlow {
  private final TenantSettings settings;
  private final Obedience obedience;
  private final EvidenceJournal journal;
  private final RouteOutputs out;
  private long places;

  RequestFlow(
      TenantSettings settings, Obedience obedience, EvidenceJournal journal, RouteOutputs out) {
    this.settings = settings;
    this.obedience = obedience;
    this.journal = journal;
    this.out = out;
  }

  /** The number of the next request that is followed. */
  long places() {
    return places;
  }

  void restorePlaces(long next) {
    places = next;
  }

  /** Decides a request, or answers again one that was decided. */
  void request(RouteRequest request, LineMoment moment, TenantMemory memory) {
    TenantCounts counts = memory.counts();
    counts.requests++;
    OpenRequest before = memory.open().find(request.id());
    if (before != null) {
      counts.repeated++;
      out.answer(before.decision());
      return;
    }
    counts.decided++;
    long micros = moment.inDoubt() ? request.micros() : moment.clockMicros();
    FlagsInForce inForce = obedience.inForce();
    boolean full = memory.open().waiting() >= settings.join().maxOpen();
    Decision decision =
        full
            ? Router.baseline(request, micros, inForce.hash(), Because.FULL)
            : Router.decide(
                request, micros, inForce, new LineGuards(memory, settings.join(), moment));
    if (full) {
      counts.notFollowed++;
    } else {
      boolean overlay = !decision.overlay().equals(OverlayFlag.BASELINE);
      long generation = overlay ? memory.breakers().generation(decision.overlay()) : 0;
      memory
          .open()
          .add(
              new OpenRequest(
                  places++, request.confidence(), generation, moment.inDoubt(), decision));
    }
    out.decision(decision);
    out.answer(decision);
  }

  /** Takes an outcome of any kind. */
  void outcome(RouteOutcome outcome, LineMoment moment, TenantMemory memory) {
    long micros = moment.clockMicros();
    if (memory.feed().outcome(micros)) {
      journal.blind(micros, "end", memory.open().waiting(), micros);
    }
    OpenRequest request = memory.open().find(outcome.id());
    if (request == null) {
      reject(
          RouteReason.UNKNOWN_REQUEST,
          "an outcome must be of a request that waits or did so lately: " + outcome.id(),
          moment,
          memory);
    } else if (request.isSettled()) {
      reject(
          RouteReason.DUPLICATE_OUTCOME,
          "a request must have one outcome: a second of " + outcome.id(),
          moment,
          memory);
    } else if (!isOverlay(outcome.ran(), request)) {
      reject(
          RouteReason.UNKNOWN_OVERLAY,
          "overlay must be baseline, one of the flags or the decided one: " + outcome.ran(),
          moment,
          memory);
    } else {
      accepted(outcome, request, micros, memory);
    }
  }

  private boolean isOverlay(String ran, OpenRequest request) {
    return ran.equals(OverlayFlag.BASELINE)
        || ran.equals(request.decision().overlay())
        || obedience.inForce().flags().find(ran).isPresent();
  }

  private void accepted(
      RouteOutcome outcome, OpenRequest request, long micros, TenantMemory memory) {
    TenantCounts counts = memory.counts();
    Decision decision = request.decision();
    boolean late = request.isMissing();
    boolean diverted = !outcome.ran().equals(decision.overlay());
    memory.open().settle(request);
    counts.tokens += outcome.cost().tokens();
    counts.diverted += diverted ? 1 : 0;
    counts.divertedOfStep += diverted ? 1 : 0;
    if (late) {
      counts.late++;
    } else {
      counts.ended(outcome.result());
      out.counted(decision.scenario(), outcome.ran(), outcome.result().wireName());
    }
    if (diverted) {
      out.counted(decision.scenario(), decision.overlay(), OverlayEvidence.DIVERTED.wireName());
    }
    out.took(decision.scenario(), outcome.ran(), micros, outcome.cost().latencyMs());
    memory
        .lanes()
        .count(
            micros,
            decision.scenario(),
            request.confidence(),
            outcome.ran(),
            known(outcome, late),
            obedience.inForce());
    if (!late && (!diverted || decision.probe())) {
      boolean failure =
          diverted
              || outcome.result() != OutcomeResult.SUCCESS
              || memory.breakers().isSlow(outcome.cost().latencyMs());
      tellBreaker(request, failure, micros, memory);
    }
  }

  /** Only what succeeded in time has a quality. */
  private static Cost known(RouteOutcome outcome, boolean late) {
    return late || outcome.result() != OutcomeResult.SUCCESS
        ? outcome.cost().withoutQuality()
        : outcome.cost();
  }

  /** Takes that an outcome stays away. */
  void missing(OpenRequest request, long micros, TenantMemory memory) {
    memory.counts().missing++;
    memory.counts().missingOfStep++;
    Decision decision = request.decision();
    out.counted(decision.scenario(), decision.overlay(), OverlayEvidence.MISSING.wireName());
    if (!memory.feed().isBlind() || request.decision().probe()) {
      tellBreaker(request, true, micros, memory);
    }
  }

  private static void tellBreaker(
      OpenRequest request, boolean failure, long micros, TenantMemory memory) {
    Decision decision = request.decision();
    if (!decision.overlay().equals(OverlayFlag.BASELINE)) {
      memory
          .breakers()
          .outcome(decision.overlay(), failure, request.generation(), decision.probe(), micros);
    }
  }

  private void reject(RouteReason reason, String detail, LineMoment moment, TenantMemory memory) {
    reject(reason, detail, moment.stream(), moment.position(), memory);
  }

  /** Counts a line that is not taken, and tells it. */
  void reject(
      RouteReason reason, String detail, String stream, Position position, TenantMemory memory) {
    memory.counts().reject(reason);
    out.reject(reason, detail, stream, position);
  }
}
