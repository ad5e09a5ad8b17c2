package lumen.runtime.lines;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.runtime.state.Frontier;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Puts the values of all tenants in one order, (step, tenant, id), at parallelism 1: a value goes
 * out when the watermark says that every value of its step is there. What waits is bounded by the
 * steps between two watermarks; a savepoint keeps it as the lines that it would become.
 *
 * @param <T> the values
 */
final class OrderOperator<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {
  private static final long serialVersionUID = 3L;
  private static final long MICROS_PER_MILLI = 1_000;

  /** Where a value stands. */
  private record Place(long micros, long step, String tenant, String id) {
    static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::step).thenComparing(Place::tenant).thenComparing(Place::id);
  }

  private final OutputForm<T> form;
  private final Steps steps;
  private final long horizonMicros;
  private final TypeInformation<OrderedLine> kept;

  private transient TreeMap<Place, T> waiting;
  private transient ListState<OrderedLine> stored;

  /**
   * Makes the operator.
   *
   * @param steps the steps
   * @param horizonMicros how far the watermark is past a step when its values are made
   */
  OrderOperator(Output<T> output, Steps steps, long horizonMicros) {
    this.form = output.form();
    this.kept = output.kept();
    this.steps = steps;
    this.horizonMicros = horizonMicros;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    waiting = new TreeMap<>(Place.ORDER);
    stored =
        context.getOperatorStateStore().getListState(new ListStateDescriptor<>("waiting", kept));
    for (OrderedLine line : stored.get()) {
      waiting.put(
          new Place(line.micros(), line.step(), line.tenant(), line.id()), form.read(line.line()));
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    List<OrderedLine> lines = new ArrayList<>(waiting.size());
    for (Map.Entry<Place, T> each : waiting.entrySet()) {
      Place place = each.getKey();
      lines.add(
          new OrderedLine(
              place.micros, place.step, place.tenant, place.id, form.line(each.getValue())));
    }
    stored.update(lines);
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    T value = element.getValue();
    Place place =
        new Place(form.micros(value, steps), form.step(value), form.tenant(value), form.id(value));
    waiting.put(place, value);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    long frontier = Frontier.ofWatermark(mark.getTimestamp());
    while (!waiting.isEmpty() && isComplete(waiting.firstKey(), frontier)) {
      Map.Entry<Place, T> next = waiting.pollFirstEntry();
      long millis = Math.floorDiv(next.getKey().micros, MICROS_PER_MILLI);
      output.collect(new StreamRecord<>(next.getValue(), millis));
    }
    super.processWatermark(mark);
  }

  private boolean isComplete(Place place, long frontier) {
    return frontier == Long.MAX_VALUE || place.micros + horizonMicros < frontier;
  }
}
