package lumen.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import lumen.overlay.graph.OverlayOperator;
import lumen.runtime.job.JobArguments;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job's graph: what ties state to its operators. */
class OverlayGraphTest {
  private static final int PARALLELISM = 3;
  private static final ConfigOption<String> COMPACTION =
      ConfigOptions.key("state.backend.rocksdb.compaction.style").stringType().noDefaultValue();

  @TempDir private Path folder;

  private TreeMap<String, StreamNode> nodes() throws Exception {
    Path log = Files.writeString(folder.resolve("input.ndjson"), "{}\n");
    return nodes("--input", log.toString());
  }

  private TreeMap<String, StreamNode> nodesOfTopics() throws Exception {
    Files.writeString(folder.resolve("overlay.yaml"), "outputs: {answers: a, decisions: d}\n");
    return nodes("--topic", "localhost:9092/log", "--config", folder.toString());
  }

  private static TreeMap<String, StreamNode> nodes(String... of) throws Exception {
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(new Configuration());
    List<String> all = new ArrayList<>(List.of(of));
    all.addAll(List.of("--out", "out", "--parallelism", Integer.toString(PARALLELISM)));
    String[] arguments = all.toArray(String[]::new);
    OverlayMain.build(env, JobArguments.parse(arguments));
    TreeMap<String, StreamNode> nodes = new TreeMap<>();
    for (StreamNode node : env.getStreamGraph(false).getStreamNodes()) {
      assertThat(nodes.put(String.valueOf(node.getTransformationUID()), node)).isNull();
    }
    return nodes;
  }

  private static List<String> known() throws IOException {
    try (InputStream in = OverlayGraphTest.class.getResourceAsStream("uids-overlay.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void uidsAreThoseThatSavepointsKnow() throws Exception {
    TreeSet<String> uids = new TreeSet<>(nodes().keySet());
    uids.addAll(nodesOfTopics().keySet());
    assertThat(uids).containsExactlyElementsOf(known());
  }

  @Test
  void tenantsAloneRunInParallel() throws Exception {
    nodes()
        .forEach(
            (uid, node) -> {
              boolean tenants =
                  uid.equals(OverlayOperator.ROUTE.uid())
                      || uid.equals(OverlayOperator.ROUTE_NOTICES.uid());
              assertThat(node.getParallelism()).as(uid).isEqualTo(tenants ? PARALLELISM : 1);
            });
  }

  /** What a cluster says holds. */
  @Test
  void filesOfStateAreNotPutTogetherByLevelsUnlessTold() throws Exception {
    assertThat(compaction(new Configuration())).isEqualTo("UNIVERSAL");
    Configuration told = new Configuration();
    told.setString(COMPACTION.key(), "LEVEL");
    assertThat(compaction(told)).isEqualTo("LEVEL");
  }

  private String compaction(Configuration cluster) throws Exception {
    Path log = Files.writeString(folder.resolve("input.ndjson"), "{}\n");
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(cluster);
    String[] arguments = {"--input", log.toString(), "--out", "out"};
    OverlayMain.build(env, JobArguments.parse(arguments));
    return env.getConfiguration().get(COMPACTION);
  }
}
