package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A savepoint from before the band-pass was blind to straight lines: what it holds means something
 * else now, whatever its settings were.
 */
class OlderSavepointTest {
  @RegisterExtension static final EmbeddedCluster CLUSTER = new EmbeddedCluster();

  private static final KeptSavepoint KEPT = new KeptSavepoint("savepoint-3");

  @TempDir static Path work;

  private static String savepoint;

  @BeforeAll
  static void unpack() throws Exception {
    savepoint = KEPT.unpack();
  }

  @Test
  void isRefusedWithTheKeysThatChanged() throws Exception {
    JobResult result =
        CLUSTER.result(
            CLUSTER.submit(
                KEPT.built(
                    EmbeddedCluster.environment(work, savepoint),
                    "older-refused",
                    config(),
                    false)));
    assertThat(result.isSuccess()).isFalse();
    assertThat(ExceptionUtils.stringifyException(result.getSerializedThrowable().orElseThrow()))
        .contains(
            "settings must be those of the savepoint, or --reset-windows given: definitions.band:"
                + " was not set, is blind to constants and straight lines\n");
    assertThat(CollectingSink.lines("older-refused frames")).isEmpty();
  }

  /** Places in the recordings, accounts, commands and rules go on; windows begin anew. */
  @Test
  void goesOnWithNewWindowsWhereAsked() throws Exception {
    CLUSTER.await(
        CLUSTER.submit(
            KEPT.built(EmbeddedCluster.environment(work), "older-whole", config(), false)));
    CLUSTER.await(
        CLUSTER.submit(
            KEPT.built(
                EmbeddedCluster.environment(work, savepoint), "older-reset", config(), true)));
    List<String> all = CollectingSink.lines("older-whole frames");
    List<String> rest = CollectingSink.lines("older-reset frames");
    assertThat(rest).isNotEmpty().hasSizeLessThan(all.size());
    assertThat(rest.get(rest.size() - 1)).contains("\"tenant\"");
    assertThat(received("older-reset")).isEqualTo(received("older-whole"));
  }

  /** The most that any account of each stream and source says to have received. */
  private static Map<String, Long> received(String run) {
    Map<String, Long> most = new TreeMap<>();
    for (String line : CollectingSink.lines(run + " accounts")) {
      JsonNode account = JobOutput.parse(line);
      if (account.has("received")) {
        String name = account.path("stream").asText() + "/" + account.path("source").asText();
        most.merge(name, account.path("received").asLong(), Math::max);
      }
    }
    return most;
  }

  private static Path config() {
    return KEPT.folder().resolve("config");
  }
}
