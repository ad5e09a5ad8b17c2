package lumen.ctl.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import lumen.jobs.JobKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lumenctl control refuse}. */
@Command(
    name = "refuse",
    description = "Governance job: what a decision proposes or advises is not done.")
final class RefuseCommand extends OrderCommand {
  @Parameters(
      paramLabel = "DECISION",
      description = "Its id, as decisions tell it: SERVICE/KIND/MICROSECONDS.")
  private String decision;

  @Override
  JobKind job() {
    return JobKind.GOVERNANCE;
  }

  @Override
  Optional<String> answered() {
    return Optional.of(decision);
  }

  @Override
  String type() {
    return "refuse";
  }

  @Override
  void order(ObjectNode command) {
    command.put("decision", decision);
  }
}
