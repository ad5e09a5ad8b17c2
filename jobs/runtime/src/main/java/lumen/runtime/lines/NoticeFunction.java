package lumen.runtime.lines;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Sends each notice to its output. */
final class NoticeFunction extends ProcessFunction<Notice<?>, Void> {
  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(Notice<?> notice, Context context, Collector<Void> out) {
    send(notice, context);
  }

  private static <T> void send(Notice<T> notice, Context context) {
    context.output(notice.to(), notice.value());
  }
}
