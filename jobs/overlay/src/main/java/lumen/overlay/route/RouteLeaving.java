package lumen.overlay.route;

import java.nio.charset.StandardCharsets;
import lumen.event.EventLimits;
import lumen.event.Position;
import lumen.event.Row;
import lumen.overlay.metrics.RouteMetrics;
import lumen.overlay.record.Decision;
import lumen.overlay.record.RouteAccount;
import lumen.overlay.record.RouteReason;
import lumen.overlay.record.Verdict;
import lumen.overlay.sink.DecisionForm;
import lumen.overlay.sink.RouteAccountForm;
import lumen.overlay.sink.RouteLine;
import lumen.overlay.sink.RouteOutlets;
import lumen.overlay.sink.RouteReject;
import lumen.overlay.sink.VerdictForm;
import lumen.overlay.tenant.OverlayTenant;
import lumen.overlay.tenant.RouteOutputs;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.lines.EvidenceForm;
import lumen.runtime.lines.LineForm;
import lumen.runtime.lines.Output;
import org.apache.flink.util.OutputTag;

/** Emits what the tenant in turn says, as lines with their place. */
final class RouteLeaving implements RouteOutputs {
  private final DecisionForm decisions = new DecisionForm();
  private final VerdictForm verdicts = new VerdictForm();
  private final EvidenceForm evidence = new EvidenceForm();
  private final RouteAccountForm accounts = new RouteAccountForm();
  private final RouteMetrics metrics;
  private OverlayTenant tenant;
  private String text;
  private long takenMicros;
  private Emitter emitter;
  private Decision newest;
  private String newestLine;

  RouteLeaving(RouteMetrics metrics) {
    this.metrics = metrics;
  }

  /** Takes what is emitted. */
  interface Emitter {
    /** Emits a value. */
    <T> void output(OutputTag<T> tag, T value);
  }

  /**
   * From now on a tenant speaks, and is heard there.
   *
   * @param line what it takes; empty where it takes none
   * @param micros when that was taken, {@link Row#UNTIMED} where nobody knows
   */
  void to(OverlayTenant inTurn, String line, long micros, Emitter heardBy) {
    tenant = inTurn;
    text = line;
    takenMicros = micros;
    emitter = heardBy;
  }

  private <T> void emit(Output<RouteLine> output, long micros, LineForm<T> form, T value) {
    emitter.output(
        output.tag(), new RouteLine(micros, form.tenant(value), tenant.number(), form.line(value)));
  }

  /**
   * An answer is the line of its decision, which was made a moment before unless it is repeated.
   */
  @SuppressWarnings("ReferenceEquality")
  private RouteLine line(Decision decision) {
    if (decision != newest) {
      newest = decision;
      newestLine = decisions.line(decision);
    }
    return new RouteLine(decision.micros(), decision.tenant(), tenant.number(), newestLine);
  }

  @Override
  public void decision(Decision decision) {
    metrics.decided(decision);
    emitter.output(RouteOutlets.DECISIONS.tag(), line(decision));
  }

  @Override
  public void answer(Decision decision) {
    emitter.output(RouteOutlets.ANSWERS, line(decision));
    if (takenMicros != Row.UNTIMED) {
      metrics.answered(takenMicros);
    }
  }

  @Override
  public void verdict(Verdict verdict) {
    emit(RouteOutlets.VERDICTS, verdict.micros(), verdicts, verdict);
  }

  @Override
  public void evidence(EvidenceEntry entry) {
    metrics.evidence(entry);
    emit(RouteOutlets.EVIDENCE, entry.tsMicros(), evidence, entry);
  }

  @Override
  public void account(RouteAccount account) {
    emit(RouteOutlets.ACCOUNTS, account.micros(), accounts, account);
  }

  @Override
  public void counted(String scenario, String overlay, String result) {
    metrics.outcome(scenario, overlay, result);
  }

  @Override
  public void took(String scenario, String overlay, long micros, long latencyMs) {
    metrics.took(scenario, overlay, micros, latencyMs);
  }

  @Override
  public void looked(Verdict verdict) {
    metrics.looked(verdict);
  }

  @Override
  public void reject(RouteReason reason, String detail, String stream, Position position) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String raw = EventLimits.raw(bytes, 0, bytes.length);
    emitter.output(
        RouteOutlets.NOTICES.tag(),
        RouteOutlets.REJECTS.notice(new RouteReject(reason.code(), detail, stream, position, raw)));
  }
}
