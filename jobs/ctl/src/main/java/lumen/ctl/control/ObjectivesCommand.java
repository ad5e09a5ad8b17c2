package lumen.ctl.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.jobs.JobKind;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.FileTrouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lumenctl control objectives}. */
@Command(
    name = "objectives",
    description = {
      "Governance job: replaces the settings of a service by those of a whole governance.yaml.",
      "calendar, currency, time, cost and graph.days must stay: they shape what is kept."
    })
final class ObjectivesCommand extends OrderCommand {
  @Parameters(paramLabel = "YAML", description = "A governance.yaml; it is checked first.")
  private Path file;

  @Override
  JobKind job() {
    return JobKind.GOVERNANCE;
  }

  @Override
  String type() {
    return "objectives";
  }

  @Override
  void order(ObjectNode command) {
    try {
      String text = Files.readString(file);
      GovernanceCatalogue.commanded(text).orThrow();
      command.put("config", text);
    } catch (IOException e) {
      throw CommandFailure.usage("YAML must be readable: " + file + ": " + FileTrouble.of(e));
    } catch (SettingsException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }
}
