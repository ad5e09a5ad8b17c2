package lumen.benchmarks;

import java.util.Arrays;
import lumen.fusion.settings.LumenSettings;
import lumen.signal.channel.ChannelConditioner;
import lumen.signal.channel.ChannelSettings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The filters of a channel, one event at a time: read the state, take the event, write the state.
 * Events come in order of time; one at the time of the one before is left out.
 */
public final class NaiveFilter extends KeyedProcessFunction<String, NaiveEvent, NaiveStep> {
  private static final long serialVersionUID = 1L;

  private final LumenSettings settings;
  private transient ValueState<NaiveChannelState> state;

  NaiveFilter(LumenSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext().getState(new ValueStateDescriptor<>("filter", NaiveChannelState.class));
  }

  @Override
  public void processElement(NaiveEvent event, Context context, Collector<NaiveStep> out)
      throws Exception {
    ChannelSettings conditioning = settings.channelSettings(event.source);
    NaiveChannelState stored = state.value();
    ChannelConditioner conditioner =
        stored == null
            ? new ChannelConditioner(conditioning)
            : ChannelConditioner.restore(
                conditioning, stored.filters, stored.micros, stored.values, stored.micros.length);
    conditioner.accept(
        new long[] {event.micros},
        new double[] {event.value},
        0,
        1,
        (step, value, phase, envelope) -> out.collect(step(event, step, value, phase, envelope)));
    state.update(after(stored == null ? new NaiveChannelState() : stored, event, conditioner));
  }

  private static NaiveStep step(
      NaiveEvent event, long step, double value, double phase, double envelope) {
    NaiveStep aligned = new NaiveStep();
    aligned.tenant = event.tenant;
    aligned.source = event.source;
    aligned.key = event.key;
    aligned.step = step;
    aligned.value = value;
    aligned.phase = phase;
    aligned.envelope = envelope;
    return aligned;
  }

  private static NaiveChannelState after(
      NaiveChannelState before, NaiveEvent event, ChannelConditioner conditioner) {
    long keepFrom = conditioner.retainFromMicros();
    int n = before.micros.length;
    int drop = 0;
    while (drop < n && before.micros[drop] < keepFrom) {
      drop++;
    }
    boolean keep = event.micros >= keepFrom;
    int kept = n - drop + (keep ? 1 : 0);
    NaiveChannelState after = new NaiveChannelState();
    after.filters = conditioner.snapshot();
    after.micros = Arrays.copyOf(Arrays.copyOfRange(before.micros, drop, n), kept);
    after.values = Arrays.copyOf(Arrays.copyOfRange(before.values, drop, n), kept);
    if (keep) {
      after.micros[kept - 1] = event.micros;
      after.values[kept - 1] = event.value;
    }
    return after;
  }
}
