package lumen.ctl.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lumen.jobs.JobKind;
import lumen.terminal.CommandFailure;
import lumen.terminal.FileTrouble;
import lumen.terminal.Json;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lumenctl control gates}. */
@Command(
    name = "gates",
    description = {
      "Overlay job: replaces the gates by the section `gates` of an overlay.yaml.",
      "What it leaves out is at its default; windows_s must stay."
    })
final class GatesCommand extends OrderCommand {
  @Parameters(paramLabel = "YAML", description = "An overlay.yaml; its gates are checked first.")
  private Path file;

  @Override
  JobKind job() {
    return JobKind.OVERLAY;
  }

  @Override
  String type() {
    return "gates";
  }

  @Override
  void order(ObjectNode command) {
    JsonNode gates = read().path("gates");
    if (!gates.isObject()) {
      throw CommandFailure.usage("YAML must have a section gates: " + file);
    }
    command.set("gates", gates);
  }

  private JsonNode read() {
    try {
      Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
      return Json.mapper().valueToTree(yaml.load(Files.readString(file)));
    } catch (IOException e) {
      throw CommandFailure.usage("YAML must be readable: " + file + ": " + FileTrouble.of(e));
    } catch (YAMLException e) {
      throw CommandFailure.usage("YAML must be YAML: " + file + ": " + e.getMessage());
    }
  }
}
