package lumen.connectors.kafka;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import lumen.event.Command;
import lumen.event.Envelope;
import lumen.event.EnvelopeSerializer;
import lumen.event.LogLine;
import lumen.event.ValueTypeInfo;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** A job that reads commands from a topic, beside data whose event time is at its end at once. */
final class CommandJob {
  private static final ValueTypeInfo<Envelope> ENVELOPES =
      new ValueTypeInfo<>(Envelope.class, EnvelopeSerializer.INSTANCE);

  private final MiniCluster cluster;
  private JobID id;

  CommandJob(MiniCluster cluster) {
    this.cluster = cluster;
  }

  CommandJob start(KafkaInputOptions input) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
    Seen.ALL.clear();
    env.fromData(List.<Envelope>of(new LogLine("{}")), ENVELOPES)
        .setParallelism(1)
        .union(KafkaEvents.attachCommands(env, input, "source", "source", "taker", "taker"))
        .transform("seen", ENVELOPES, new Seen())
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>())
        .setParallelism(1);
    id = cluster.submitJob(env.getStreamGraph()).get().getJobID();
    return this;
  }

  /** Ids of commands, and {@code end of event time}, in the order in which they came. */
  static List<String> seen() {
    return List.copyOf(Seen.ALL);
  }

  void cancel() throws Exception {
    cluster.cancelJob(id).get();
    cluster.requestJobResult(id).get();
  }

  private static final class Seen extends AbstractStreamOperator<Envelope>
      implements OneInputStreamOperator<Envelope, Envelope> {
    private static final long serialVersionUID = 1L;
    private static final Queue<String> ALL = new ConcurrentLinkedQueue<>();

    @Override
    public void processElement(StreamRecord<Envelope> element) {
      if (element.getValue() instanceof Command command) {
        ALL.add(command.id());
      }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
      super.processWatermark(mark);
      ALL.add("end of event time");
    }
  }
}
