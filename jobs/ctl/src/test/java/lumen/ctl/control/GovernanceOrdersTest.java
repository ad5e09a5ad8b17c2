package lumen.ctl.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.governance.command.ServiceCommands;
import lumen.governance.record.ServiceCommand;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator types for a governance job, and what its control file then says. */
class GovernanceOrdersTest {
  private static final String DECISION = "shop/api/rollback.errors/1772323200000000";

  @TempDir private Path temp;

  private CommandRun write(String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("control", "write", temp.resolve("night.ndjson").toString()));
    all.addAll(List.of(arguments));
    return LumenctlRun.of(all.toArray(String[]::new));
  }

  private String written(String... arguments) throws IOException {
    CommandRun run = write(arguments);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    List<String> lines = Files.readAllLines(temp.resolve("night.ndjson"));
    return lines.get(lines.size() - 1);
  }

  private ServiceCommand.Order order(String... arguments) throws IOException {
    String line = written(arguments);
    assertThat(ServiceCommands.findings(line)).isEmpty();
    assertThat(ServiceCommands.read(line))
        .get()
        .extracting("effectiveMicros")
        .isEqualTo(9_500_000L);
    return ServiceCommands.read(line).orElseThrow().order();
  }

  @Test
  void everyTypeIsWrittenAsTheJobReadsIt() throws IOException {
    assertThat(order("approve", DECISION, "--at", "9.5"))
        .isEqualTo(new ServiceCommand.Approve(DECISION));
    assertThat(order("refuse", DECISION, "--at", "9.5"))
        .isEqualTo(new ServiceCommand.Refuse(DECISION));
    assertThat(order("judge", "api/burn.errors.page_fast/9", "useful", "--at", "9.5"))
        .isEqualTo(new ServiceCommand.Judge("api/burn.errors.page_fast/9", true));
    assertThat(order("judge", "api/burn.errors.page_fast/9", "useless", "--at", "9.5"))
        .isEqualTo(new ServiceCommand.Judge("api/burn.errors.page_fast/9", false));
    assertThat(order("hold", "--tenant", "api", "--at", "9.5"))
        .isEqualTo(new ServiceCommand.Hold());
    assertThat(order("release", "--of", "policy", "--tenant", "api", "--at", "9.5"))
        .asString()
        .contains("Optional[policy]");
    assertThat(order("release", "--of", "all", "--tenant", "api", "--at", "9.5"))
        .asString()
        .contains("Optional.empty");
    assertThat(order("rollback", "--to", "v1", "--why", "w", "--tenant", "api", "--at", "9.5"))
        .asString()
        .contains("Optional[v1]", "why=w");
    Path config = Files.writeString(temp.resolve("governance.yaml"), "budget: {amount: 300}\n");
    assertThat(order("objectives", config.toString(), "--tenant", "api", "--at", "9.5"))
        .isEqualTo(new ServiceCommand.Objectives("budget: {amount: 300}\n"));
  }

  /** A service may have slashes in its name, kinds and times have none. */
  @Test
  void serviceIsThatOfTheDecision() throws IOException {
    assertThat(ServiceCommands.service(written("approve", DECISION, "--at", "9")))
        .isEqualTo("shop/api");
    assertThat(ServiceCommands.service(written("refuse", DECISION, "--tenant", "web", "--at", "9")))
        .isEqualTo("web");
  }

  private void refused(String why, String... arguments) {
    CommandRun run = write(arguments);
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(why);
  }

  @Test
  void mistakeIsSaidBeforeAnythingIsWritten() throws IOException {
    refused("--tenant SERVICE must be given", "hold", "--at", "9");
    refused("the id must be SERVICE/", "approve", "17", "--at", "9");
    refused("the id must be SERVICE/", "judge", "/burn/9", "useful", "--at", "9");
    refused("--at must be given", "approve", DECISION);
    refused("Missing required parameter", "judge", DECISION, "--at", "9");
    refused("--why", "rollback", "--tenant", "api", "--at", "9");
    refused(
        "must have the fields of rollback", "rollback", "--why", "", "--tenant", "a", "--at", "9");
    refused("--of must stand alone", "release", "o", "--of", "all", "--tenant", "a", "--at", "9");
    Path wrong = Files.writeString(temp.resolve("wrong.yaml"), "budget: {amount: -1}\n");
    refused("budget.amount", "objectives", wrong.toString(), "--tenant", "api", "--at", "9");
    refused(
        "YAML must be readable",
        "objectives",
        temp.resolve("none.yaml").toString(),
        "--tenant",
        "api",
        "--at",
        "9");
    CommandRun job = LumenctlRun.of("control", "approve", DECISION, "--job", "127.0.0.1:1");
    assertThat(job.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(job.err()).contains("a governance job is told by the topic of inputs.commands");
    assertThat(temp.resolve("night.ndjson")).doesNotExist();
  }
}
