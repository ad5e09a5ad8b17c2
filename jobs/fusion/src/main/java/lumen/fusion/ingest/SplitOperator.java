package lumen.fusion.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.TreeMap;
import lumen.event.Account;
import lumen.event.Command;
import lumen.event.Envelope;
import lumen.event.EventLimits;
import lumen.event.Fact;
import lumen.event.LateEvent;
import lumen.event.LogLine;
import lumen.event.Reject;
import lumen.event.RejectReason;
import lumen.event.SampleBlock;
import lumen.event.ValueTypeInfo;
import lumen.fusion.align.TenantInputSerializer;
import lumen.fusion.command.OperatorCommand;
import lumen.fusion.metrics.FusionMetric;
import lumen.fusion.sink.Outputs;
import lumen.fusion.tenant.CommandInput;
import lumen.fusion.tenant.FactInput;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.command.CommandCounts;
import lumen.runtime.command.CommandReader;
import lumen.runtime.command.CommandReading;
import lumen.runtime.lines.Notice;
import lumen.runtime.lines.RawLines;
import lumen.runtime.metrics.IngestMetrics;
import lumen.runtime.notice.AccountNotice;
import lumen.runtime.notice.LateNotice;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Sends samples on, and everything else to the side output that it belongs to. Commands are read
 * here: one that is right goes to its tenant, another to the rejects. Of accounts, which are
 * cumulative and come often, the newest leave before every checkpoint and at the end of input, so
 * what is committed tells what became of everything committed with it.
 */
public final class SplitOperator extends AbstractStreamOperator<SampleBlock>
    implements OneInputStreamOperator<Envelope, SampleBlock>, BoundedOneInput {
  /** Text events and commands on their way to their tenants. */
  static final OutputTag<TenantInput> TENANT_INPUT =
      new OutputTag<>(
          "tenant-input", new ValueTypeInfo<>(TenantInput.class, TenantInputSerializer.INSTANCE));

  private static final long serialVersionUID = 1L;

  private final RawLines raw;
  private final CommandReader<OperatorCommand> commands;
  private final ArrayList<String> sources;
  private final ArrayList<String> expected;
  private transient TreeMap<String, Account> changed;
  private transient IngestMetrics ingested;

  /** Since the last flush, so that none is in state. */
  private transient CommandCounts counts;

  /**
   * Makes the operator.
   *
   * @param raw what may be shown of raw lines
   * @param commands reads commands
   * @param sources configured event sources
   * @param expected those of them that are waited for
   */
  public SplitOperator(
      RawLines raw,
      CommandReader<OperatorCommand> commands,
      Collection<String> sources,
      Collection<String> expected) {
    this.raw = raw;
    this.commands = commands;
    this.sources = new ArrayList<>(sources);
    this.expected = new ArrayList<>(expected);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    ingested =
        new IngestMetrics(
            getMetricGroup(), FusionMetric.INPUT, sources, expected, context.isRestored());
  }

  @Override
  public void open() throws Exception {
    super.open();
    changed = new TreeMap<>();
    counts = CommandCounts.NONE;
  }

  @Override
  public void close() throws Exception {
    if (ingested != null) {
      ingested.end();
    }
    super.close();
  }

  @Override
  public void processElement(StreamRecord<Envelope> element) {
    Envelope envelope = element.getValue();
    if (envelope instanceof SampleBlock block) {
      output.collect(new StreamRecord<>(block));
    } else if (envelope instanceof Reject reject) {
      reject(reject);
    } else if (envelope instanceof LateEvent late) {
      ingested.late();
      notice(Outputs.LATE.notice(new LateNotice.OfEvent(raw.shown(late))));
    } else if (envelope instanceof Fact fact) {
      fact(fact);
    } else if (envelope instanceof Command command) {
      command(command);
    } else if (envelope instanceof LogLine line) {
      output.collect(Outputs.LOG.tag(), new StreamRecord<>(line));
    } else if (envelope instanceof Account account) {
      ingested.account(account);
      changed.put(account.stream() + '\0' + account.source(), account);
    }
  }

  private void reject(Reject reject) {
    ingested.reject(reject.reason());
    if (reject.reason() == RejectReason.BAD_COMMAND) {
      counts = counts.plus(CommandCounts.REJECTED);
    }
    notice(Outputs.REJECTS.notice(raw.shown(reject)));
  }

  private void fact(Fact fact) {
    output.collect(Outputs.FACTS.tag(), new StreamRecord<>(fact));
    tenant(
        new FactInput(
            fact.tenant(),
            fact.stream(),
            fact.source(),
            fact.key(),
            fact.micros(),
            fact.text(),
            fact.position().offset()));
  }

  private void command(Command command) {
    CommandReading<OperatorCommand> reading = commands.read(command);
    if (reading.command().isEmpty()) {
      byte[] bytes = command.json().getBytes(StandardCharsets.UTF_8);
      reject(
          new Reject(
              RejectReason.BAD_COMMAND,
              String.join("; ", reading.findings()),
              command.stream(),
              command.author().isEmpty() ? null : command.author(),
              command.position(),
              EventLimits.raw(bytes, 0, bytes.length)));
      return;
    }
    counts = counts.plus(CommandCounts.PASSED_ON);
    tenant(CommandInput.of(reading.command().get(), command.json(), command.position()));
  }

  private void tenant(TenantInput input) {
    output.collect(TENANT_INPUT, new StreamRecord<>(input));
  }

  private void notice(Notice<?> notice) {
    output.collect(Outputs.NOTICES.tag(), new StreamRecord<>(notice));
  }

  private void account(AccountNotice account) {
    notice(Outputs.ACCOUNTS.notice(account));
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void endInput() {
    flush();
  }

  private void flush() {
    changed.values().forEach(account -> account(new AccountNotice.OfEvents(account)));
    changed.clear();
    if (!counts.equals(CommandCounts.NONE)) {
      account(new AccountNotice.OfCommands(counts));
      counts = CommandCounts.NONE;
    }
  }
}
