package lumen.runtime.flags;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lumen.event.Command;
import lumen.event.Envelope;
import lumen.event.EventLimits;
import lumen.event.Reject;
import lumen.event.RejectReason;
import lumen.runtime.command.AppliedCommands;
import lumen.runtime.command.CommandReading;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.evidence.EvidenceValue;
import lumen.runtime.flags.FlagJob.Decision;
import lumen.runtime.flags.FlagJob.FlagKind;
import lumen.runtime.flags.FlagJob.FlagMetric;
import lumen.runtime.flags.FlagJob.FlagSeries;
import lumen.runtime.flags.FlagJob.Turn;
import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.SeriesBudget;
import lumen.runtime.metrics.SeriesRegister;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Does what commands say, once, and tells it. */
final class FlagDecider extends ProcessFunction<Envelope, Void> {
  /** Series of its metric, that of the flags beyond included. */
  static final int SERIES = 3;

  private static final long serialVersionUID = 1L;

  private transient AppliedCommands applied;
  private transient SeriesRegister register;
  private transient Map<List<String>, Map<ExportedMetric, Counter>> counters;

  @Override
  public void open(OpenContext context) {
    applied = new AppliedCommands();
    register =
        new SeriesRegister(
            getRuntimeContext().getMetricGroup(),
            new SeriesBudget(List.of(FlagSeries.values()), SERIES, 100));
    counters = new HashMap<>();
  }

  @Override
  public void processElement(Envelope event, Context context, Collector<Void> out) {
    if (!(event instanceof Command command)) {
      throw new IllegalArgumentException("event must be a command: " + event);
    }
    CommandReading<Turn> reading = FlagJob.COMMANDS.read(command);
    if (reading.command().isEmpty()) {
      reject(command, String.join("; ", reading.findings()), context);
      return;
    }
    Turn turn = reading.command().get();
    if (applied.isNew(turn.head().id())) {
      applied.add(turn.head().id());
      turn(turn, context);
    }
  }

  private void turn(Turn turn, Context context) {
    long micros = turn.head().effectiveMicros();
    Decision decision =
        new Decision(turn.head().tenant(), micros / 1_000_000, turn.flag(), turn.percent());
    context.output(FlagJob.DECISIONS.tag(), decision);
    context.output(
        FlagJob.EVIDENCE.tag(),
        EvidenceEntry.of(
            FlagKind.TURNED,
            decision.tenant(),
            micros,
            "turn:" + decision.flag(),
            "turn",
            List.of(EvidenceValue.of("percent", decision.percent()))));
    counters
        .computeIfAbsent(
            FlagJob.labels(decision),
            labels -> {
              Map<ExportedMetric, Counter> opened = new HashMap<>();
              register.openCounters(FlagSeries.FLAG, labels, opened);
              return opened;
            })
        .get(FlagMetric.DECISIONS)
        .inc();
  }

  private static void reject(Command command, String detail, Context context) {
    byte[] bytes = command.json().getBytes(StandardCharsets.UTF_8);
    Reject reject =
        new Reject(
            RejectReason.BAD_COMMAND,
            detail,
            command.stream(),
            null,
            command.position(),
            EventLimits.raw(bytes, 0, bytes.length));
    context.output(FlagJob.NOTICES.tag(), FlagJob.REJECTS.notice(reject));
  }
}
