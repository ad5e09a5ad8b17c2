package lumen.ctl.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import lumen.jobs.JobKind;
import lumen.terminal.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lumenctl control features}. */
@Command(
    name = "features",
    description = {
      "Overlay job: which overlays run. Without options: as the flags say.",
      "It holds until newer flags or features come."
    })
final class FeaturesCommand extends OrderCommand {
  @Option(names = "--baseline-only", description = "None: every request is given the baseline.")
  private boolean baselineOnly;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "OVERLAY",
      description = "Exactly these, whatever `enabled` says.")
  private List<String> only = List.of();

  @Override
  JobKind job() {
    return JobKind.OVERLAY;
  }

  @Override
  String type() {
    return "features";
  }

  @Override
  void order(ObjectNode command) {
    if (baselineOnly && !only.isEmpty()) {
      throw CommandFailure.usage("either --baseline-only or --only must be given, not both");
    }
    command.put("baseline_only", baselineOnly);
    ArrayNode names = command.putArray("only");
    only.forEach(names::add);
  }
}
