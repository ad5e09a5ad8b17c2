package lumen.ctl.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import lumen.jobs.JobKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lumenctl control judge}. */
@Command(
    name = "judge",
    description = "Governance job: says whether an alert was of use, for lumen_alert_precision.")
final class JudgeCommand extends OrderCommand {
  @Parameters(
      index = "0",
      paramLabel = "ALERT",
      description = "The id of its begin, as evidence tells it: SERVICE/RULE/MICROSECONDS.")
  private String alert;

  @Parameters(
      index = "1",
      paramLabel = "USE",
      description = "useful: somebody had to know; or useless.")
  private Use use;

  /** Whether somebody had to know. */
  enum Use {
    useful,
    useless
  }

  @Override
  JobKind job() {
    return JobKind.GOVERNANCE;
  }

  @Override
  Optional<String> answered() {
    return Optional.of(alert);
  }

  @Override
  String type() {
    return "judge";
  }

  @Override
  void order(ObjectNode command) {
    command.put("alert", alert).put("useful", use == Use.useful);
  }
}
