package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.ReplaySource;
import lumen.fusion.graph.JobSettings;
import lumen.fusion.graph.OperatorId;
import lumen.fusion.ingest.Inlet;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.sink.Outlets;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** The job's graph: what ties state to its operators, and what its edges carry. */
class JobGraphTest {
  private static final int PARALLELISM = 3;

  private static StreamExecutionEnvironment built() {
    LumenSettings settings = LumenSettings.defaults();
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(new Configuration());
    ReplaySource source =
        new ReplaySource(
            List.of(new RecordedParts("rec", List.of("rec.ndjson"))),
            ReplayPlan.options(settings, 0, false));
    LumenJob.build(
        env,
        new JobSettings(settings, PARALLELISM, true, false),
        Ports.files(
            List.of(Inlet.of(source, OperatorId.REPLAY)), Path.of("out"), false, Outlets.NONE));
    return env;
  }

  private static Map<String, StreamNode> nodesByUid() {
    Map<String, StreamNode> nodes = new TreeMap<>();
    for (StreamNode node : built().getStreamGraph(false).getStreamNodes()) {
      assertThat(nodes.put(String.valueOf(node.getTransformationUID()), node)).isNull();
    }
    return nodes;
  }

  @Test
  void uidsAreThoseThatSavepointsKnow() throws IOException {
    try (InputStream in = JobGraphTest.class.getResourceAsStream("uids.txt")) {
      List<String> known = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(nodesByUid().keySet()).containsExactlyElementsOf(known);
    }
  }

  /** What runs as wide as the keyed stages: those, and what stands in their chains. */
  private static final Set<OperatorId> WIDE =
      EnumSet.of(
          OperatorId.ALIGN,
          OperatorId.FUSE,
          OperatorId.ALIGN_NOTICES,
          OperatorId.FUSE_NOTICES,
          OperatorId.FRAMES_LEAVE,
          OperatorId.CHANNELS_LEAVE,
          OperatorId.EVIDENCE_LEAVES);

  @Test
  void sourceOrderAndSinksRunAtParallelismOneAndKeyedStagesInParallel() {
    nodesByUid()
        .forEach(
            (uid, node) -> {
              boolean keyed = WIDE.stream().anyMatch(id -> id.uid().equals(uid));
              assertThat(node.getParallelism()).as(uid).isEqualTo(keyed ? PARALLELISM : 1);
              assertThat(node.getMaxParallelism()).as(uid).isEqualTo(256);
            });
  }

  @Test
  void operatorWithoutUidIsRefused() {
    StreamExecutionEnvironment env = built();
    env.fromData(1).map((MapFunction<Integer, Integer>) x -> x).print();
    assertThatThrownBy(() -> env.getStreamGraph(false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Auto generated UIDs have been disabled");
  }

  @Test
  void typeWithoutSerializerOfItsOwnIsRefused() {
    TypeInformation<Thread> generic = new GenericTypeInfo<>(Thread.class);
    assertThatThrownBy(() -> generic.createSerializer(built().getConfig().getSerializerConfig()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("Generic types have been disabled");
  }

  @Test
  void noEdgeCarriesGenericTypes() {
    nodesByUid()
        .forEach(
            (uid, node) -> {
              for (TypeSerializer<?> in : node.getTypeSerializersIn()) {
                assertThat(in).as(uid).isNotInstanceOf(KryoSerializer.class);
              }
              assertThat(node.getTypeSerializerOut()).as(uid).isNotInstanceOf(KryoSerializer.class);
            });
  }
}
