package lumen.ctl.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import lumen.jobs.JobKind;
import picocli.CommandLine.Parameters;

/** What is said to a decision of the governance job. */
abstract class AnswerCommand extends OrderCommand {
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
  void order(ObjectNode command) {
    command.put("decision", decision);
  }
}
