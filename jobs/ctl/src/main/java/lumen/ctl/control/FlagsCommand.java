package lumen.ctl.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lumen.jobs.JobKind;
import lumen.terminal.CommandFailure;
import lumen.terminal.FileTrouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lumenctl control flags}. */
@Command(
    name = "flags",
    description = "Overlay job: replaces the flags by those of a whole overlay_flags.yaml.")
final class FlagsCommand extends OrderCommand {
  @Parameters(paramLabel = "YAML", description = "An overlay_flags.yaml; it is checked first.")
  private Path file;

  @Override
  JobKind job() {
    return JobKind.OVERLAY;
  }

  @Override
  String type() {
    return "flags";
  }

  @Override
  void order(ObjectNode command) {
    try {
      command.put("flags", Files.readString(file));
    } catch (IOException e) {
      throw CommandFailure.usage("YAML must be readable: " + file + ": " + FileTrouble.of(e));
    }
  }
}
