package lumen.ctl.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.ingest.ServiceLineReader;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other systems tell, in the form that they document, as lines about services. */
class EdgeCommandsTest {
  private static final String INFO =
      """
      # Server
      redis_version:7.0.15
      run_id:d1f2
      server_time_usec:1772323260250000
      uptime_in_seconds:3600
      # Memory
      used_memory:1048576
      maxmemory:0
      # Stats
      expired_keys:30
      evicted_keys:2
      keyspace_hits:660
      keyspace_misses:340
      """;
  private static final String KNATIVE =
      """
      {"apiVersion":"serving.knative.dev/v1","kind":"Revision","metadata":{"name":"api-00002-abc","namespace":"p",
       "labels":{"serving.knative.dev/service":"api"},"annotations":{"lumen/answers":"api/rollback/1"}},
       "status":{"conditions":[{"type":"ContainerHealthy","status":"True"},
       {"type":"Ready","status":"%s","lastTransitionTime":"2026-03-01T00:01:00Z"}]}}
      """;

  @TempDir private Path temp;

  private Path write(String text) throws IOException {
    return Files.writeString(temp.resolve("given"), text);
  }

  private CommandRun deploys(String body) throws IOException {
    return LumenctlRun.of("governance", "deploys", write(body).toString());
  }

  private static void isTaken(String line) {
    byte[] bytes = line.strip().getBytes(StandardCharsets.UTF_8);
    assertThat(
            new ServiceLineReader(GovernanceCatalogue.defaults())
                .read(bytes, 0, bytes.length)
                .detail())
        .isEmpty();
  }

  @Test
  void infoOfRedisIsACounterOfTheCache() throws IOException {
    CommandRun run =
        LumenctlRun.of("governance", "redis", write(INFO).toString(), "--service", "api");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out().strip())
        .isEqualTo(
            "{\"type\":\"sample\",\"ts\":1772323260.25,\"service\":\"api\",\"span_s\":60,\"form\":\"cumulative\",\"instance\":\"d1f2\",\"start_ts\":1772319660,"
                + "\"requests\":0,\"errors_4xx\":0,\"errors_5xx\":0,\"cache_evictions\":2,\"cache_expired\":30,\"cache_hits\":660,"
                + "\"cache_memory_bytes\":1048576,\"cache_memory_limit_bytes\":0,\"cache_misses\":340}");
    isTaken(run.out());
    CommandRun wrong =
        LumenctlRun.of("governance", "redis", write("ERR no auth").toString(), "--service", "api");
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("must be the answer of INFO, with server_time_usec");
  }

  @Test
  void revisionsOfKnativeAreDeployments() throws IOException {
    CommandRun run = deploys(KNATIVE.formatted("True") + KNATIVE.formatted("Unknown"));
    assertThat(run.out().lines())
        .containsExactly(
            "{\"type\":\"deploy\",\"ts\":1772323260,\"service\":\"api\",\"revision\":\"api-00002-abc\",\"result\":\"success\",\"answers\":\"api/rollback/1\"}");
    assertThat(run.err()).contains("1 bodies tell of nothing that has ended");
    isTaken(run.out());
    assertThat(deploys("{\"data\":" + KNATIVE.formatted("False") + "}").out())
        .contains("\"result\":\"failed\"");
  }

  @Test
  void revisionsOfCloudRunAreDeployments() throws IOException {
    String body =
        """
        {"name":"projects/p/locations/europe-west1/services/api/revisions/api-00003-xyz","uid":"1","annotations":{},
         "conditions":[{"type":"Ready","state":"%s","lastTransitionTime":"2026-03-01T00:01:00.5Z"}]}
        """;
    CommandRun run =
        deploys(
            body.formatted("CONDITION_SUCCEEDED")
                + body.formatted("CONDITION_RECONCILING")
                + body.formatted("CONDITION_FAILED"));
    assertThat(run.out().lines())
        .containsExactly(
            "{\"type\":\"deploy\",\"ts\":1772323260.5,\"service\":\"api\",\"revision\":\"api-00003-xyz\",\"result\":\"success\"}",
            "{\"type\":\"deploy\",\"ts\":1772323260.5,\"service\":\"api\",\"revision\":\"api-00003-xyz\",\"result\":\"failed\"}");
  }

  @Test
  void deploymentsOfKubernetesAreDeployments() throws IOException {
    String body =
        """
        {"type":"MODIFIED","object":{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"api","annotations":{"deployment.kubernetes.io/revision":"7"}},
         "status":{"conditions":[{"type":"Available","status":"True"},{"type":"Progressing","status":"True","reason":"%s",
         "lastTransitionTime":"2026-02-01T00:00:00Z","lastUpdateTime":"2026-03-01T00:01:00Z"}]}}}
        """;
    CommandRun run =
        deploys(
            body.formatted("ReplicaSetUpdated")
                + body.formatted("NewReplicaSetAvailable")
                + body.formatted("ProgressDeadlineExceeded"));
    assertThat(run.out().lines())
        .containsExactly(
            "{\"type\":\"deploy\",\"ts\":1772323260,\"service\":\"api\",\"revision\":\"7\",\"result\":\"success\"}",
            "{\"type\":\"deploy\",\"ts\":1772323260,\"service\":\"api\",\"revision\":\"7\",\"result\":\"failed\"}");
  }

  @Test
  void otherBodiesAreTold() throws IOException {
    CommandRun other = deploys(KNATIVE.formatted("True") + "{\"kind\":\"Pod\"}");
    assertThat(other.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(other.err()).contains("must be a Revision of Cloud Run or Knative", "body 2");
    assertThat(other.out()).isEmpty();
    assertThat(deploys("{\"kind\":").err()).contains("a body must be JSON", "body 1");
    assertThat(deploys(KNATIVE.formatted("True").replace("2026-03-01T", "later")).err())
        .contains("its condition must tell when it changed");
    assertThat(deploys(KNATIVE.formatted("True").replace("\"api\"", "\"\"")).err())
        .contains("must name its service and its revision");
  }
}
