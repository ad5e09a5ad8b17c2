package lumen.ctl.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import lumen.jobs.JobKind;
import lumen.terminal.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lumenctl control release}. */
@Command(
    name = "release",
    description = {
      "Lets a bridge that rolled back begin anew.",
      "Overlay job: closes the breaker of OVERLAY and opens its blocked gates; with --scenario only"
          + " its gates there.",
      "Governance job, with --of: what waits for a person goes on."
    })
final class ReleaseCommand extends OrderCommand {
  @Parameters(paramLabel = "OVERLAY", arity = "0..1", description = "Overlay job: the overlay.")
  private Optional<String> overlay = Optional.empty();

  @Option(
      names = "--scenario",
      paramLabel = "S",
      description = "Overlay job: the scenario whose gates open again; the breaker stays.")
  private Optional<String> scenario = Optional.empty();

  @Option(
      names = "--of",
      paramLabel = "WHAT",
      description = "Governance job: rollback, policy, or all, which ends a hold as well.")
  private Optional<Released> of = Optional.empty();

  /** What of a service is released. */
  enum Released {
    rollback,
    policy,
    all
  }

  @Option(
      names = "--force",
      description =
          "Although a condition of safety.hard_stop_on holds, which refuses it otherwise.")
  private boolean force;

  @Override
  String type() {
    return "release";
  }

  @Override
  JobKind job() {
    return of.isPresent()
        ? JobKind.GOVERNANCE
        : overlay.isPresent() ? JobKind.OVERLAY : JobKind.FUSION;
  }

  @Override
  void order(ObjectNode command) {
    if (of.isPresent()) {
      if (overlay.isPresent() || scenario.isPresent() || force) {
        throw CommandFailure.usage("--of must stand alone: it is of a governance job");
      }
      of.filter(what -> what != Released.all).ifPresent(what -> command.put("of", what.name()));
      return;
    }
    if (overlay.isPresent() ? force : scenario.isPresent()) {
      throw CommandFailure.usage(
          overlay.isPresent()
              ? "--force must be of a bridge: an overlay is released whatever holds"
              : "--scenario must be of an overlay: release OVERLAY --scenario S");
    }
    overlay.ifPresent(name -> command.put("overlay", name));
    scenario.ifPresent(name -> command.put("scenario", name));
    if (force) {
      command.put("force", true);
    }
  }
}
