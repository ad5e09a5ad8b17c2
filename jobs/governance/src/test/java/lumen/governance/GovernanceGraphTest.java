package lumen.governance;

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
import lumen.governance.run.GovernanceOperator;
import lumen.runtime.job.JobArguments;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job's graph: what ties state to its operators. */
class GovernanceGraphTest {
  private static final int PARALLELISM = 3;

  @TempDir private Path folder;

  private TreeMap<String, StreamNode> nodes() throws Exception {
    Path log = Files.writeString(folder.resolve("input.ndjson"), "{}\n");
    return nodes("--input", log.toString());
  }

  private TreeMap<String, StreamNode> nodesOfTopics() throws Exception {
    Files.writeString(
        folder.resolve("governance.yaml"),
        "inputs: {commands: c}\n"
            + "outputs: {scorecard: s, decisions: d, edges: e, evidence: v, rejects: r, late: l}\n");
    return nodes("--topic", "localhost:9092/lines", "--config", folder.toString());
  }

  private static TreeMap<String, StreamNode> nodes(String... of) throws Exception {
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(new Configuration());
    List<String> all = new ArrayList<>(List.of(of));
    all.addAll(List.of("--out", "out", "--parallelism", Integer.toString(PARALLELISM)));
    String[] arguments = all.toArray(String[]::new);
    GovernanceMain.build(env, JobArguments.parse(arguments));
    TreeMap<String, StreamNode> nodes = new TreeMap<>();
    for (StreamNode node : env.getStreamGraph(false).getStreamNodes()) {
      assertThat(nodes.put(String.valueOf(node.getTransformationUID()), node)).isNull();
    }
    return nodes;
  }

  private static List<String> known() throws IOException {
    try (InputStream in = GovernanceGraphTest.class.getResourceAsStream("uids-governance.txt")) {
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
  void servicesAloneRunInParallel() throws Exception {
    nodes()
        .forEach(
            (uid, node) -> {
              boolean services =
                  uid.equals(GovernanceOperator.LEDGER.uid())
                      || uid.equals(GovernanceOperator.LEDGER_NOTICES.uid());
              assertThat(node.getParallelism()).as(uid).isEqualTo(services ? PARALLELISM : 1);
            });
  }
}
