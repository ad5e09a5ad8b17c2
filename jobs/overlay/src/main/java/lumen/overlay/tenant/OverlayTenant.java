package lumen.overlay.tenant;

import java.io.IOException;
import java.util.SortedMap;
import lumen.event.Position;
import lumen.overlay.gate.GateSettings;
import lumen.overlay.join.OpenRequest;
import lumen.overlay.join.OpenRequests;
import lumen.overlay.part.PartForm;
import lumen.overlay.part.PartKind;
import lumen.overlay.part.Parts;
import lumen.overlay.record.OverlayCommand;
import lumen.overlay.record.RouteReason;
import lumen.overlay.record.RouteRecord;
import lumen.overlay.record.RouteRecord.RouteOrder;
import lumen.overlay.record.RouteRecord.RouteOutcome;
import lumen.overlay.record.RouteRecord.RouteRequest;
import lumen.overlay.tenant.WaitingOrders.Order;
import lumen.state.StateForm;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * One tenant: takes the lines of its log in their order, and decides.
 *
 * <p>Before a line everything happens that is due at or before the clock, by due time and, at one
 * time, in the order: outcomes are lost, outcomes stay away, breakers half open, a step ends,
 * commands take effect. So a decision knows all that was due, and nothing depends on when it was
 * computed.
 */
public final class OverlayTenant {
  private static final PartForm HEAD = new PartForm(new StateForm("overlay-head", 1, 0));
  private static final long NEVER = OpenRequests.NEVER;
  private static final long NOT_BEGUN = Long.MIN_VALUE;
  private static final long STEP_MICROS = GateSettings.STEP_S * 1_000_000L;
  private static final long HOUR_MICROS = 3_600_000_000L;

  private final String tenant;
  private final TenantSettings settings;
  private final RouteOutputs out;
  private final EvidenceJournal journal;
  private final Obedience obedience;
  private final RequestFlow flow;
  private final Parts parts = new Parts();
  private final WaitingOrders orders = new WaitingOrders(parts);
  private TenantMemory memory;
  private String log = "";
  private long nowMicros = NOT_BEGUN;
  private long sinceMicros = NOT_BEGUN;
  private long lastLineMicros;
  private long stepEndMicros = NEVER;
  private long told;

  /** A tenant of which nothing was heard. */
  public OverlayTenant(String tenant, TenantSettings settings, RouteOutputs out) {
    this.tenant = tenant;
    this.settings = settings;
    this.out = out;
    journal = new EvidenceJournal(tenant, out);
    FlagsInForce inForce = FlagsInForce.of(settings.flags(), settings.gates());
    obedience = new Obedience(inForce, journal, parts);
    flow = new RequestFlow(settings, obedience, journal, out);
    memory = TenantMemory.empty(tenant, settings, journal, out, parts);
  }

  /**
   * A tenant of which something was kept.
   *
   * @param kept the parts that were handed over, by their keys
   * @throws lumen.state.StateException where a part is damaged or of a newer version
   */
  public static OverlayTenant restored(
      String tenant, TenantSettings settings, RouteOutputs out, SortedMap<String, byte[]> kept) {
    OverlayTenant restored = new OverlayTenant(tenant, settings, out);
    kept.forEach(restored::restore);
    return restored;
  }

  private void restore(String key, byte[] part) {
    switch (PartKind.of(key)) {
      case BREAKER -> memory.breakers().restore(part);
      case DRIFT -> memory.drifts().restore(part);
      case FLAGS -> obedience.restoreFlags(part);
      case GATES -> obedience.restoreGates(part);
      case HEAD -> HEAD.read(part, this::readHead);
      case IDS -> obedience.restoreIds(part);
      case LANE -> memory.lanes().restoreLane(part);
      case OPEN -> memory.open().restore(OpenRequest.read(tenant, part), forgottenMicros());
      case ORDER -> orders.restore(part);
      case STEP -> memory.lanes().restoreStep(part);
    }
  }

  /** When it forgot last, at the end of a step; the head is restored before any request. */
  private long forgottenMicros() {
    return stepEndMicros == NEVER ? Long.MIN_VALUE : stepEndMicros - STEP_MICROS;
  }

  private Void readHead(StateReader in) throws IOException {
    log = in.readText();
    nowMicros = in.readLong();
    sinceMicros = in.readLong();
    lastLineMicros = in.readLong();
    stepEndMicros = in.readLong();
    flow.restorePlaces(in.readLong());
    told = in.readLong();
    memory.feed().read(in);
    memory.counts().read(tenant, in);
    journal.read(in);
    return null;
  }

  private void writeHead(StateWriter head) throws IOException {
    head.writeText(log);
    head.writeLong(nowMicros);
    head.writeLong(sinceMicros);
    head.writeLong(lastLineMicros);
    head.writeLong(stepEndMicros);
    head.writeLong(flow.places());
    head.writeLong(told);
    memory.feed().write(head);
    memory.counts().write(head);
    journal.write(head);
  }

  /** What changed of it since this was last drained. */
  public Parts parts() {
    return parts;
  }

  /** Numbers what it tells, from 0 on: the order of what it says at one time. */
  public long number() {
    return told++;
  }

  /** The log that it has its lines in; empty before the first. */
  public String log() {
    return log;
  }

  /** About how much there is of it, as a number of requests. */
  public long weight() {
    return 1 + memory.open().waiting();
  }

  private void changed() {
    parts.put(PartKind.HEAD.key(), () -> HEAD.write(this::writeHead));
  }

  /** Takes a line of its log. */
  public void line(RouteRecord line, LineMoment moment) {
    if (!log.isEmpty() && !log.equals(moment.log())) {
      changed();
      flow.reject(
          RouteReason.TWO_LOGS,
          "a tenant must have all its lines in one log: it has them in " + log,
          moment.stream(),
          moment.position(),
          memory);
      return;
    }
    happen(moment.clockMicros());
    if (sinceMicros == NOT_BEGUN) {
      begin(moment);
    }
    changed();
    lastLineMicros = moment.clockMicros();
    memory.counts().clamped += moment.clamped() ? 1 : 0;
    memory.counts().inDoubt += moment.inDoubt() ? 1 : 0;
    memory.open().forget(moment.clockMicros());
    if (line instanceof RouteRequest request) {
      flow.request(request, moment, memory);
    } else if (line instanceof RouteOutcome outcome) {
      flow.outcome(outcome, moment, memory);
    } else if (line instanceof RouteOrder order) {
      order(order.command(), moment);
    }
  }

  private void begin(LineMoment moment) {
    log = moment.log();
    sinceMicros = moment.clockMicros();
    stepEndMicros = Lanes.beginMicros(Lanes.step(sinceMicros) + 1);
  }

  /** Takes a command of a file, which tells when it takes effect, before any line. */
  public void command(OverlayCommand command, String stream, Position position) {
    orders.add(command.head().effectiveMicros(), command, stream, position);
  }

  /** Lets everything happen that is due at or before a moment. */
  public void happen(long micros) {
    long due = nextDueMicros();
    while (due <= micros && due != NEVER) {
      nowMicros = Math.max(nowMicros, due);
      changed();
      happenNext(due);
      due = nextDueMicros();
    }
    nowMicros = Math.max(nowMicros, micros);
  }

  /** When something is due next, microseconds since the epoch; {@link OpenRequests#NEVER}. */
  public long nextDueMicros() {
    long due = Math.min(blindDueMicros(), memory.open().nextMissingMicros());
    due = Math.min(due, memory.breakers().nextMicros());
    return Math.min(due, Math.min(stepEndMicros, orders.nextMicros()));
  }

  private long blindDueMicros() {
    return memory.feed().dueMicros(memory.open(), settings.join(), nowMicros);
  }

  private void happenNext(long due) {
    if (blindDueMicros() == due) {
      memory.feed().begin();
      long last = memory.feed().lastOutcomeMicros();
      journal.blind(due, "begin", memory.open().waiting(), last);
    } else if (memory.open().nextMissingMicros() == due) {
      flow.missing(memory.open().takeMissing(), due, memory);
    } else if (memory.breakers().nextMicros() == due) {
      memory.breakers().halfOpen(due);
    } else if (stepEndMicros == due) {
      endStep(due);
    } else {
      Order order = orders.take();
      obey(order.command(), due, order.stream(), order.position());
    }
  }

  /** Ends its log: everything due happens, and nothing beyond. */
  public void end(long clockMicros) {
    happen(clockMicros);
    tellAccount(clockMicros);
  }

  private void tellAccount(long micros) {
    if (sinceMicros != NOT_BEGUN) {
      memory.counts().tell(tenant, micros, sinceMicros, memory.open().waiting(), out);
    }
  }

  private void order(OverlayCommand command, LineMoment moment) {
    long effective = command.head().effectiveMicros();
    if (effective > moment.clockMicros()) {
      orders.add(effective, command, moment.stream(), moment.position());
    } else {
      obey(command, moment.clockMicros(), moment.stream(), moment.position());
    }
  }

  private void obey(OverlayCommand command, long micros, String stream, Position position) {
    String against = obedience.against(command, memory);
    if (against.isEmpty()) {
      obedience.obey(command, micros, memory);
    } else {
      flow.reject(RouteReason.BAD_COMMAND, against, stream, position, memory);
    }
  }

  private void endStep(long micros) {
    TenantCounts counts = memory.counts();
    long waiting = memory.open().waiting();
    if (counts.missingOfStep > 0) {
      journal.outcomes(OverlayEvidence.MISSING, micros, counts.missingOfStep, waiting);
    }
    if (counts.divertedOfStep > 0) {
      journal.outcomes(OverlayEvidence.DIVERTED, micros, counts.divertedOfStep, waiting);
    }
    counts.missingOfStep = 0;
    counts.divertedOfStep = 0;
    boolean fullHour = micros % HOUR_MICROS == 0;
    memory.lanes().endStep(micros, obedience.inForce(), fullHour);
    memory.drifts().endStep(micros);
    if (fullHour) {
      tellAccount(micros);
    }
    stepEndMicros += STEP_MICROS;
    memory.open().forget(micros);
    if (micros > lastLineMicros + HOUR_MICROS && isIdle()) {
      tellAccount(micros);
      clear();
    }
  }

  /** Whether there is nothing of it that a tenant without a past would not have. */
  private boolean isIdle() {
    return memory.open().isEmpty()
        && memory.breakers().areAllClosed()
        && memory.lanes().areAllOk()
        && !isCommanded();
  }

  private boolean isCommanded() {
    return obedience.isCommanded() || !orders.isEmpty();
  }

  private void clear() {
    memory.forget();
    memory = TenantMemory.empty(tenant, settings, journal, out, parts);
    log = "";
    sinceMicros = NOT_BEGUN;
    stepEndMicros = NEVER;
    parts.remove(PartKind.HEAD.key());
  }

  /** How it stands. */
  public TenantView view() {
    return new TenantView(
        tenant,
        log,
        nowMicros,
        obedience.inForce().hash(),
        memory.open().waiting(),
        memory.feed().isBlind(),
        !orders.isEmpty(),
        memory.breakers().view(),
        memory.lanes().view());
  }

  /** Whether nothing is kept of it. */
  public boolean isCleared() {
    return sinceMicros == NOT_BEGUN && !isCommanded();
  }
}
