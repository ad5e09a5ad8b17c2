package lumen.fusion.ingest;

import java.util.TreeMap;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.Fact;
import lumen.event.LateEvent;
import lumen.event.LogLine;
import lumen.event.Reject;
import lumen.event.SampleBlock;
import lumen.fusion.metrics.IngestMetrics;
import lumen.fusion.sink.AccountJson;
import lumen.fusion.sink.NoticeJson;
import lumen.fusion.sink.Outputs;
import lumen.fusion.sink.RawLines;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Sends samples on, and everything else to the side output that it belongs to. Of accounts, which
 * are cumulative and come often, the newest leave before every checkpoint and at the end of input,
 * so what is committed tells what became of everything committed with it.
 */
public final class EnvelopeSplitter extends AbstractStreamOperator<SampleBlock>
    implements OneInputStreamOperator<Envelope, SampleBlock>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final RawLines raw;
  private transient TreeMap<String, Account> changed;
  private transient IngestMetrics metrics;

  /**
   * Makes the operator.
   *
   * @param raw what may be shown of raw lines
   */
  public EnvelopeSplitter(RawLines raw) {
    this.raw = raw;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    metrics = new IngestMetrics(getMetricGroup(), context.isRestored());
  }

  @Override
  public void open() throws Exception {
    super.open();
    changed = new TreeMap<>();
  }

  @Override
  public void processElement(StreamRecord<Envelope> element) {
    Envelope envelope = element.getValue();
    if (envelope instanceof SampleBlock block) {
      output.collect(new StreamRecord<>(block));
    } else if (envelope instanceof Reject reject) {
      metrics.reject(reject.reason());
      side(Outputs.REJECTS, NoticeJson.reject(reject, raw));
    } else if (envelope instanceof LateEvent late) {
      metrics.late();
      side(Outputs.LATE, NoticeJson.late(late, raw));
    } else if (envelope instanceof Fact fact) {
      side(Outputs.FACTS, NoticeJson.fact(fact));
    } else if (envelope instanceof LogLine line) {
      side(Outputs.LOG, line.json());
    } else if (envelope instanceof Account account) {
      metrics.account(account);
      changed.put(account.stream() + '\0' + account.source(), account);
    }
  }

  private void side(OutputTag<String> tag, String line) {
    output.collect(tag, new StreamRecord<>(line));
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
    changed.values().forEach(account -> side(Outputs.ACCOUNTS, AccountJson.line(account)));
    changed.clear();
  }
}
