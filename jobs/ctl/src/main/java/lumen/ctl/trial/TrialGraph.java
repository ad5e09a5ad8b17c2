package lumen.ctl.trial;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.SourceOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.runtime.operators.sink.CommitterOperatorFactory;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;

/** The graph of a job, whose ends are cut so that it touches nothing outside of itself. */
final class TrialGraph {
  private TrialGraph() {}

  /** The uids of its operators, in the order of the graph. */
  static List<String> uids(StreamGraph graph) {
    List<String> uids = new ArrayList<>();
    for (StreamNode node : graph.getStreamNodes()) {
      if (node.getTransformationUID() != null) {
        uids.add(node.getTransformationUID());
      }
    }
    return uids;
  }

  /**
   * Gates its sources and silences its sinks; their uids stay, so that state finds its place.
   *
   * @throws ReflectiveOperationException where Flink keeps a source elsewhere than in 2.2
   */
  static void cutEnds(StreamGraph graph) throws ReflectiveOperationException {
    for (StreamNode node : graph.getStreamNodes()) {
      StreamOperatorFactory<?> factory = node.getOperatorFactory();
      if (factory instanceof SourceOperatorFactory<?> source) {
        node.setOperatorFactory(gated(source));
      } else if (factory instanceof SinkWriterOperatorFactory<?, ?>
          || factory instanceof CommitterOperatorFactory<?>
          || graph.getSinkIDs().contains(node.getId())) {
        node.setOperatorFactory(SimpleOperatorFactory.of(new SilentOperator<>()));
      }
    }
  }

  private static SourceOperatorFactory<?> gated(SourceOperatorFactory<?> factory)
      throws ReflectiveOperationException {
    Field field = SourceOperatorFactory.class.getDeclaredField("source");
    field.setAccessible(true);
    return gated((Source<?, ?, ?>) field.get(factory));
  }

  private static <T> SourceOperatorFactory<T> gated(Source<T, ?, ?> source) {
    return new SourceOperatorFactory<>(
        new GatedSource<>(source), WatermarkStrategy.noWatermarks(), true);
  }
}
