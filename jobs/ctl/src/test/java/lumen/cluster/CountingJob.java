package lumen.cluster;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/**
 * A job for the tests of the cluster: counts numbers at a fixed rate in RocksDB. Arguments: how
 * many numbers there are, and how many a second.
 */
public final class CountingJob {
  private CountingJob() {}

  public static void main(String[] args) throws Exception {
    if (args.length != 2) {
      throw new IllegalArgumentException("must have two arguments: count and rate");
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    DataGeneratorSource<Long> numbers =
        new DataGeneratorSource<>(
            number -> number,
            Long.parseLong(args[0]),
            RateLimiterStrategy.perSecond(Double.parseDouble(args[1])),
            Types.LONG);
    env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
        .setParallelism(1)
        .uid("numbers")
        .keyBy(number -> number % 7)
        .process(new Count())
        .uid("count")
        .name("count")
        .sinkTo(new DiscardingSink<>())
        .uid("discard");
    env.execute("counting");
  }

  /** Counts what it has seen of its key; a gap means that state was lost. */
  static final class Count extends KeyedProcessFunction<Long, Long, Long> {
    private static final long serialVersionUID = 1L;
    private transient ValueState<Long> seen;

    @Override
    public void open(OpenContext context) {
      seen = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Types.LONG));
    }

    @Override
    public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
      long before = seen.value() == null ? 0 : seen.value();
      if (before != number / 7) {
        throw new IllegalStateException(
            "must have seen every number before: number=%d seen=%d".formatted(number, before));
      }
      seen.update(before + 1);
      out.collect(number);
    }
  }
}
