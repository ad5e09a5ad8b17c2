package lumen.ctl.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import lumen.jobs.JobKind;
import picocli.CommandLine.Command;

/** {@code lumenctl control hold}. */
@Command(
    name = "hold",
    description = {
      "Governance job: policy and rollback of a service only advise,",
      "until `release --of all`."
    })
final class HoldCommand extends OrderCommand {
  @Override
  JobKind job() {
    return JobKind.GOVERNANCE;
  }

  @Override
  String type() {
    return "hold";
  }

  @Override
  void order(ObjectNode command) {
    // The service says all.
  }
}
