package lumen.ctl.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import lumen.jobs.JobKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lumenctl control rollback}. */
@Command(
    name = "rollback",
    description = "Governance job: commands that a service goes back to a revision, at once.")
final class RollbackOrderCommand extends OrderCommand {
  @Option(
      names = "--to",
      paramLabel = "REVISION",
      description = "Where it goes back to [what is advised].")
  private Optional<String> to = Optional.empty();

  @Option(names = "--why", required = true, paramLabel = "TEXT", description = "Why.")
  private String why;

  @Override
  JobKind job() {
    return JobKind.GOVERNANCE;
  }

  @Override
  String type() {
    return "rollback";
  }

  @Override
  void order(ObjectNode command) {
    to.ifPresent(revision -> command.put("to", revision));
    command.put("why", why);
  }
}
