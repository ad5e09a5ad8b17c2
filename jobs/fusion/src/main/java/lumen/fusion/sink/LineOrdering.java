package lumen.fusion.sink;

import java.util.Comparator;
import java.util.TreeMap;
import lumen.fusion.state.Frontier;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Puts the lines of all tenants in one order, (step, tenant, id), at parallelism 1: a line goes out
 * when the watermark says that every line of its step is there. What waits is bounded by the steps
 * between two watermarks.
 */
final class LineOrdering extends AbstractStreamOperator<String>
    implements OneInputStreamOperator<OrderedLine, String> {
  private static final long serialVersionUID = 1L;
  private static final Comparator<OrderedLine> ORDER =
      Comparator.comparingLong(OrderedLine::step)
          .thenComparing(OrderedLine::tenant)
          .thenComparing(OrderedLine::id);
  private static final long MICROS_PER_MILLI = 1_000;

  private final long horizonMicros;

  private transient TreeMap<OrderedLine, OrderedLine> waiting;
  private transient ListState<OrderedLine> stored;

  /**
   * Makes the operator.
   *
   * @param horizonMicros how far the watermark is past a step when its lines are made
   */
  LineOrdering(long horizonMicros) {
    this.horizonMicros = horizonMicros;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    waiting = new TreeMap<>(ORDER);
    stored =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("waiting", OrderedLineSerializer.TYPE));
    for (OrderedLine line : stored.get()) {
      waiting.put(line, line);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    stored.update(java.util.List.copyOf(waiting.values()));
  }

  @Override
  public void processElement(StreamRecord<OrderedLine> element) {
    waiting.put(element.getValue(), element.getValue());
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    long frontier = Frontier.ofWatermark(mark.getTimestamp());
    while (!waiting.isEmpty() && isComplete(waiting.firstKey(), frontier)) {
      OrderedLine line = waiting.pollFirstEntry().getValue();
      long millis = Math.floorDiv(line.micros(), MICROS_PER_MILLI);
      output.collect(new StreamRecord<>(line.line(), millis));
    }
    super.processWatermark(mark);
  }

  private boolean isComplete(OrderedLine line, long frontier) {
    return frontier == Long.MAX_VALUE || line.micros() + horizonMicros < frontier;
  }
}
