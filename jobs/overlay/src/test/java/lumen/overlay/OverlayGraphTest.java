package lumen.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import lumen.overlay.graph.OverlayOperator;
import lumen.runtime.job.JobArguments;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job's graph: what ties state to its operators. */
class OverlayGraphTest {
  private static final int PARALLELISM = 3;

  @TempDir private Path folder;

  private TreeMap<String, StreamNode> nodes() throws Exception {
    Path log = Files.writeString(folder.resolve("input.ndjson"), "{}\n");
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(new Configuration());
    String[] arguments = {
      "--input", log.toString(), "--out", "out", "--parallelism", Integer.toString(PARALLELISM)
    };
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
    assertThat(nodes().keySet()).containsExactlyElementsOf(known());
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
}
