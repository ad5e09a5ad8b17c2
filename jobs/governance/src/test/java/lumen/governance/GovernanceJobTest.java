package lumen.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.governance.reference.ReferenceService;
import lumen.governance.reference.ServiceRun;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole services through the job on an embedded cluster, state in RocksDB: the bytes that the
 * ledger alone tells, which are those of the reference to nine digits.
 */
class GovernanceJobTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static LedgerCluster cluster;

  @TempDir private Path folder;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = new LedgerCluster();
  }

  @AfterAll
  static void stopCluster() throws Exception {
    cluster.close();
  }

  private JobID start(List<String> arguments) throws Exception {
    return cluster.start(folder, arguments, Optional.empty());
  }

  private static void assertTold(Path out, ReferenceService service) throws IOException {
    ServiceRun plain = service.ran();
    assertThat(LedgerFolder.lines(out, "scorecard")).isEqualTo(plain.scorecards());
    assertThat(LedgerFolder.lines(out, "decisions")).isEqualTo(plain.decisions());
    assertThat(LedgerFolder.lines(out, "edges")).isEqualTo(plain.edges());
    assertThat(LedgerFolder.lines(out, "evidence")).isEqualTo(plain.evidence());
    List<String> rejects = new ArrayList<>();
    for (String line : LedgerFolder.lines(out, "rejects")) {
      JsonNode reject = JSON.readTree(line);
      rejects.add(reject.path("reason").textValue() + ' ' + reject.path("line").longValue());
      assertThat(reject.path("detail").textValue()).isNotBlank();
    }
    assertThat(rejects).containsExactlyInAnyOrderElementsOf(plain.rejects());
    assertThat(LedgerFolder.lines(out, "late")).hasSize(plain.counts().get(2).intValue());
    assertAccounts(LedgerFolder.lines(out, "accounts"), service);
  }

  private static void assertAccounts(List<String> found, ReferenceService service)
      throws IOException {
    List<JsonNode> accounts = new ArrayList<>();
    for (String line : found) {
      accounts.add(account(line));
    }
    List<JsonNode> expected = new ArrayList<>();
    for (String line : service.lines("expected/accounts.ndjson")) {
      expected.add(account(line));
    }
    assertThat(accounts).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** The name of a stream is that of its file; a whole number of seconds may have a point. */
  private static JsonNode account(String line) throws IOException {
    ObjectNode account = (ObjectNode) JSON.readTree(line);
    account.remove("stream");
    for (String time : List.of("first_ts", "last_ts")) {
      if (account.has(time)) {
        account.put(time, account.get(time).doubleValue());
      }
    }
    for (String name : List.copyOf(names(account))) {
      if (account.get(name).isIntegralNumber()) {
        account.put(name, account.get(name).longValue());
      }
    }
    return JSON.readTree(account.toString());
  }

  private static List<String> names(ObjectNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @ParameterizedTest
  @EnumSource(ReferenceService.class)
  void wholeServiceComesOutByteByByte(ReferenceService service) throws Exception {
    LedgerFolder input = LedgerFolder.of(folder, service);
    for (int parallelism : new int[] {1, 2, 4}) {
      Path out = folder.resolve("out-" + parallelism);
      cluster.await(start(input.arguments(out, parallelism, 0)));
      assertTold(out, service);
    }
  }

  /** Two days of a service at a hundredth of the time, so that a stop falls into them. */
  @Test
  void stoppedAndTakenUpAtAnotherParallelismItIsTheSame() throws Exception {
    ReferenceService service = ReferenceService.ROLLBACK;
    Path out = folder.resolve("out");
    LedgerFolder input = LedgerFolder.of(folder, service);
    int all = service.ran().scorecards().size();
    JobID first = start(input.arguments(out, 1, 40_000));
    await().atMost(PATIENCE).until(() -> cluster.isRunning(first) && committed(out) > 0);
    String savepoint = cluster.stop(first, folder.resolve("savepoints"));
    assertThat(committed(out)).isBetween(1, all - 1);
    cluster.await(cluster.start(folder, input.arguments(out, 4, 0), Optional.of(savepoint)));
    assertTold(out, service);
  }

  private static int committed(Path out) throws IOException {
    return LedgerFolder.lines(out, "scorecard").size();
  }

  /** The second of one id does nothing, and is told. */
  @Test
  void repeatedCommandIsRejected() throws Exception {
    Path out = folder.resolve("out");
    LedgerFolder input = LedgerFolder.of(folder, ReferenceService.POLICY);
    Path control = folder.resolve("control.ndjson");
    List<String> lines = Files.readAllLines(control);
    Files.write(control, List.of(lines.get(0), lines.get(1), lines.get(0)));
    cluster.await(start(input.arguments(out, 1, 0)));
    assertThat(LedgerFolder.lines(out, "rejects"))
        .singleElement()
        .asString()
        .contains("\"reason\":\"duplicate_id\"", "was taken before: h1", "\"line\":3");
    assertThat(LedgerFolder.lines(out, "decisions"))
        .isEqualTo(ReferenceService.POLICY.ran().decisions());
  }

  @Test
  void commandWithoutAServiceIsRejected() throws Exception {
    Path out = folder.resolve("out");
    LedgerFolder input = LedgerFolder.of(folder, ReferenceService.CANARY);
    Files.write(
        folder.resolve("control.ndjson"),
        List.of("{\"id\":\"x\",\"type\":\"hold\",\"effective_ts\":1772323200}"),
        StandardCharsets.UTF_8);
    cluster.await(start(input.arguments(out, 1, 0)));
    assertThat(LedgerFolder.lines(out, "rejects"))
        .singleElement()
        .asString()
        .contains("\"reason\":\"bad_command\"", "tenant");
  }
}
