package lumen.fusion.ingest;

import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.Fact;
import lumen.event.LateEvent;
import lumen.event.Reject;
import lumen.event.SampleBlock;
import lumen.fusion.sink.AccountJson;
import lumen.fusion.sink.NoticeJson;
import lumen.fusion.sink.Outputs;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Sends samples on, and everything else to the side output that it belongs to. */
public final class EnvelopeSplitter extends ProcessFunction<Envelope, SampleBlock> {
  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(Envelope envelope, Context context, Collector<SampleBlock> out) {
    if (envelope instanceof SampleBlock block) {
      out.collect(block);
    } else if (envelope instanceof Reject reject) {
      context.output(Outputs.REJECTS, NoticeJson.reject(reject));
    } else if (envelope instanceof LateEvent late) {
      context.output(Outputs.LATE, NoticeJson.late(late));
    } else if (envelope instanceof Fact fact) {
      context.output(Outputs.FACTS, NoticeJson.fact(fact));
    } else if (envelope instanceof Account account) {
      context.output(Outputs.ACCOUNTS, AccountJson.line(account));
    }
  }
}
