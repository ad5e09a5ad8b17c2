package lumen.governance.ledger;

import lumen.event.EventLimits;
import lumen.event.Position;
import lumen.governance.line.ServiceJson;
import lumen.governance.metrics.LedgerMetrics;
import lumen.governance.record.Fields;
import lumen.governance.record.ServiceCommand;
import lumen.governance.record.ServiceDecision;
import lumen.governance.record.ServiceOutputs;
import lumen.governance.sink.GovernanceOutlets;
import lumen.intake.TimedRows;
import lumen.runtime.lines.Output;
import lumen.runtime.lines.RowReject;
import lumen.runtime.lines.ToldLine;
import org.apache.flink.util.OutputTag;

/** Emits what one service tells, as lines with their place. */
final class LedgerTelling implements ServiceOutputs {
  private final String service;
  private final ServiceJson json;
  private final Emitters emitters;
  private long micros = Long.MIN_VALUE;
  private long number;

  /** Takes what is emitted. */
  interface Emitter {
    /** Emits a value. */
    <T> void output(OutputTag<T> tag, T value);
  }

  /** Who emits now: what the function is called with. */
  static final class Emitters {
    private final LedgerMetrics metrics;
    private Emitter current;

    Emitters(LedgerMetrics metrics) {
      this.metrics = metrics;
    }

    void set(Emitter emitter) {
      current = emitter;
    }
  }

  LedgerTelling(String service, Emitters emitters) {
    this.service = service;
    this.emitters = emitters;
    json = new ServiceJson(service);
  }

  private void emit(Output<ToldLine> output, long at, String text) {
    number = at == micros ? number + 1 : 0;
    micros = at;
    emitters.current.output(output.tag(), new ToldLine(at, service, number, text));
  }

  @Override
  public void scorecard(long at, Fields scorecard) {
    emitters.metrics.scorecard(service, scorecard);
    emit(GovernanceOutlets.SCORECARDS, at, json.line(at, scorecard));
  }

  @Override
  public void decision(ServiceDecision decision) {
    emit(GovernanceOutlets.DECISIONS, decision.micros(), json.decision(decision));
  }

  @Override
  public void edge(long at, Fields edge) {
    emit(GovernanceOutlets.EDGES, at, json.line(at, edge));
  }

  @Override
  public void command(long at, ServiceCommand command) {
    emit(GovernanceOutlets.COMMANDS, at, json.command(at, command));
  }

  @Override
  public void evidence(
      long at, String kind, String rule, String state, String severity, Fields values) {
    emit(GovernanceOutlets.EVIDENCE, at, json.evidence(at, kind, rule, state, severity, values));
  }

  void account(long at, Fields account) {
    emitters.current.output(
        GovernanceOutlets.NOTICES.tag(),
        GovernanceOutlets.ACCOUNTS.notice(new ToldLine(at, service, 0, json.account(account))));
  }

  void reject(String reason, String detail, String stream, Position position, byte[] line) {
    String raw = EventLimits.raw(line, 0, line.length);
    emitters.current.output(
        GovernanceOutlets.NOTICES.tag(),
        GovernanceOutlets.REJECTS.notice(new RowReject(reason, detail, stream, position, raw)));
  }

  void late(String detail, String stream, Position position, byte[] line) {
    String raw = EventLimits.raw(line, 0, line.length);
    emitters.current.output(
        GovernanceOutlets.NOTICES.tag(),
        GovernanceOutlets.LATE.notice(
            new RowReject(TimedRows.LATE, detail, stream, position, raw)));
  }
}
