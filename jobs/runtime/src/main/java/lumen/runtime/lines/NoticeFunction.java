package lumen.runtime.lines;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends each notice to the output of its kind. */
final class NoticeFunction extends ProcessFunction<NoticeLine, String> {
  private static final long serialVersionUID = 1L;

  /** Accounts; rejects are the main output. */
  static final OutputTag<String> ACCOUNTS = new OutputTag<>("accounts", Types.STRING);

  /** What came too late. */
  static final OutputTag<String> LATE = new OutputTag<>("late", Types.STRING);

  @Override
  public void processElement(NoticeLine notice, Context context, Collector<String> rejects) {
    switch (notice.kind()) {
      case REJECT -> rejects.collect(notice.line());
      case LATE -> context.output(LATE, notice.line());
      case ACCOUNT -> context.output(ACCOUNTS, notice.line());
    }
  }
}
