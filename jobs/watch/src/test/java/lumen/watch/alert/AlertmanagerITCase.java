package lumen.watch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lumen.fixtures.CommandRun;
import lumen.terminal.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager with the shipped configuration, and who hears what. */
final class AlertmanagerITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path temp;

  @Test
  void whoeverIsToHearHearsOnce() throws Exception {
    AlertmanagerProcess.require();
    int drillPort = AlertmanagerProcess.freePort();
    try (Inbox inbox = new Inbox();
        AlertmanagerProcess process = AlertmanagerProcess.start(temp, inbox.port(), drillPort)) {
      Alertmanager alertmanager = new Alertmanager(process.url());
      await().atMost(PATIENCE).until(() -> takes(alertmanager));
      burstIsOneMessage(inbox, alertmanager);
      aTenantThatStandsStillSilencesItselfAlone(inbox, alertmanager);
      nobodyHearsOfTenantsWhileTheirJobIsDown(inbox, alertmanager);
      nobodyHearsOfInputsWhileTheTaskManagerIsGone(inbox, alertmanager);
      drillIsHeard(process, drillPort);
    }
  }

  private static boolean takes(Alertmanager alertmanager) {
    try {
      alertmanager.send("[]");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void burstIsOneMessage(Inbox inbox, Alertmanager alertmanager) throws IOException {
    ArrayNode burst = Json.mapper().createArrayNode();
    for (int i = 0; i < 12; i++) {
      burst.add(alert("Phase" + i, "critical", "phase", "tenant", "a"));
    }
    burst.add(alert("BridgePhaseDriftHigh", "warning", "phase", "tenant", "a"));
    burst.add(alert("EvidenceQuoteSkew", "info", "evidence", "tenant", "a"));
    burst.add(alert("Watchdog", "none", "pipeline", "pipeline", ""));
    for (String burn : List.of("fast critical", "slow warning", "leak info")) {
      String[] tier = burn.split(" ", 2);
      ObjectNode alert = alert("Burn-" + tier[0], tier[1], "coherence", "tenant", "c");
      ((ObjectNode) alert.get("labels")).put("burn", tier[0]).put("slo", "coherence");
      burst.add(alert);
    }
    burst.add(alert("BridgeRolledBack", "critical", "bridge", "tenant", "d"));
    burst.add(alert("FusionPhaseDrift", "critical", "phase", "tenant", "d"));
    alertmanager.send(burst.toString());
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(inbox.deliveries("/slack")).hasSize(3));
    assertThat(inbox.deliveries("/slack"))
        .as("one for phase of a, the fast burn of c, the rollback of d")
        .anySatisfy(
            said ->
                assertThat(said)
                    .contains("Phase0 is so", "Phase11 is so")
                    .doesNotContain("BridgePhaseDriftHigh"))
        .anySatisfy(said -> assertThat(said).contains("Burn-fast is so").doesNotContain("slow"))
        .anySatisfy(said -> assertThat(said).contains("BridgeRolledBack is so"))
        .noneMatch(said -> said.contains("FusionPhaseDrift") || said.contains("QuoteSkew"));
    assertThat(inbox.deliveries("/heartbeat"))
        .singleElement()
        .satisfies(said -> assertThat(said).contains("Watchdog"));
  }

  private static void aTenantThatStandsStillSilencesItselfAlone(
      Inbox inbox, Alertmanager alertmanager) throws IOException {
    ArrayNode stalled = Json.mapper().createArrayNode();
    stalled.add(alert("TenantNotReady", "critical", "job", "tenant", "s"));
    stalled.add(alert("SyncOfStalled", "critical", "sync", "tenant", "s"));
    stalled.add(alert("SyncOfOther", "critical", "sync", "tenant", "o"));
    alertmanager.send(stalled.toString());
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(inbox.deliveries("/slack")).hasSize(5));
    assertThat(inbox.deliveries("/slack"))
        .anyMatch(said -> said.contains("TenantNotReady is so"))
        .anyMatch(said -> said.contains("SyncOfOther is so"))
        .noneMatch(said -> said.contains("SyncOfStalled"));
  }

  private static void nobodyHearsOfTenantsWhileTheirJobIsDown(
      Inbox inbox, Alertmanager alertmanager) throws IOException {
    ArrayNode down = Json.mapper().createArrayNode();
    down.add(alert("EntropySpike", "critical", "entropy", "tenant", "e"));
    down.add(alert("FusionFailover", "warning", "source", "tenant", "e"));
    down.add(alert("JobNotReady", "critical", "job", "job", ""));
    down.add(alert("Backpressured", "warning", "pressure", "platform", ""));
    down.add(alert("FusionStreamLoss", "warning", "source", "source", ""));
    alertmanager.send(down.toString());
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(inbox.deliveries("/slack")).hasSize(8));
    assertThat(inbox.deliveries("/slack"))
        .as("a job that stands still: why is heard, of tenants nothing")
        .anyMatch(said -> said.contains("Backpressured is so"))
        .anyMatch(said -> said.contains("FusionStreamLoss is so"))
        .noneMatch(said -> said.contains("EntropySpike") || said.contains("FusionFailover"));
  }

  private static void nobodyHearsOfInputsWhileTheTaskManagerIsGone(
      Inbox inbox, Alertmanager alertmanager) throws IOException {
    ArrayNode gone = Json.mapper().createArrayNode();
    for (String of : List.of("jobmanager", "fusion")) {
      ObjectNode down = alert("LumenScrapeDown", "critical", "gone-" + of, "job", "");
      ((ObjectNode) down.get("labels")).put("job", "lumen-" + of);
      gone.add(down);
    }
    for (String name : List.of("RejectsHigh", "IngestDropping")) {
      gone.add(alert(name, "warning", "input", "source", ""));
    }
    gone.add(alert("JobRestarting", "warning", "restarts", "platform", ""));
    alertmanager.send(gone.toString());
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(inbox.deliveries("/slack")).hasSize(11));
    assertThat(inbox.deliveries("/slack"))
        .anyMatch(said -> said.contains("JobRestarting is so"))
        .noneMatch(said -> said.contains("RejectsHigh") || said.contains("IngestDropping"));
  }

  private static void drillIsHeard(AlertmanagerProcess process, int drillPort) {
    String receipt = "http://127.0.0.1:" + drillPort + "/drill";
    CommandRun heard = run(process.url().toString(), receipt, "--within", "20");
    assertThat(heard.exitCode()).as(heard.err()).isZero();
    assertThat(heard.out()).startsWith("delivered in ").endsWith("s: " + receipt + "\n");

    String elsewhere = receipt.replace("/drill", "/other");
    CommandRun silent = run(process.url().toString(), elsewhere, "--within", "2");
    assertThat(silent.exitCode()).isEqualTo(1);
    assertThat(silent.err())
        .contains("a drill must be delivered: " + elsewhere + " heard nothing within 2 s");
  }

  @Test
  void anAlertmanagerThatIsDownIsNamed() throws IOException {
    String nowhere = "http://127.0.0.1:" + AlertmanagerProcess.freePort();
    String receipt = "http://127.0.0.1:" + AlertmanagerProcess.freePort() + "/drill";
    CommandRun down = run(nowhere, receipt);
    assertThat(down.exitCode()).isEqualTo(1);
    assertThat(down.err())
        .hasLineCount(1)
        .contains("Alertmanager must answer: " + nowhere + " does not");
  }

  @Test
  void aReceiptThatCannotBeHeardIsNamed() throws IOException {
    try (Inbox taken = new Inbox()) {
      String receipt = "http://127.0.0.1:" + taken.port() + "/drill";
      assertThat(run("http://127.0.0.1:1", receipt).err())
          .contains("must be a free port of loopback: --receipt " + receipt);
    }
    assertThat(run("http://127.0.0.1:1", "ftp://x").err())
        .contains("must be such as http://127.0.0.1:9098/drill: --receipt ftp://x");
    CommandRun never = run("http://127.0.0.1:1", "http://127.0.0.1:9098/d", "--within", "0");
    assertThat(never.exitCode()).isEqualTo(2);
    assertThat(never.err()).contains("must be in 1..3600: --within 0");
  }

  private static CommandRun run(String alertmanager, String receipt, String... more) {
    String[] arguments = new String[6 + more.length];
    System.arraycopy(
        new String[] {"alert", "test", "--alertmanager", alertmanager, "--receipt", receipt},
        0,
        arguments,
        0,
        6);
    System.arraycopy(more, 0, arguments, 6, more.length);
    return CommandRun.of(List.of(AlertCommand.class), arguments);
  }

  private static ObjectNode alert(
      String name, String severity, String family, String scope, String tenant) {
    ObjectNode alert = Json.mapper().createObjectNode();
    ObjectNode labels =
        alert
            .putObject("labels")
            .put("alertname", name)
            .put("severity", severity)
            .put("family", family)
            .put("scope", scope);
    if (!tenant.isEmpty()) {
      labels.put("tenant", tenant);
    }
    alert.putObject("annotations").put("summary", name + " is so");
    return alert;
  }
}
