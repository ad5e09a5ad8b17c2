package lumen.ctl.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lumen.terminal.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lumenctl control rules}. */
@Command(name = "rules", description = "Replaces the rules of the evidence.")
final class RulesCommand extends OrderCommand {
  private static final long MAX_BYTES = 1 << 19;

  @Parameters(
      paramLabel = "DIR",
      description = "Folder of risk_map.yaml and quote_rules.yaml; they are checked first.")
  private Path folder;

  @Override
  String type() {
    return "rules";
  }

  @Override
  void order(ObjectNode command) {
    command
        .put("risk_map", content("risk_map.yaml"))
        .put("quote_rules", content("quote_rules.yaml"));
  }

  private String content(String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw CommandFailure.usage("folder must hold %s: %s does not".formatted(name, folder));
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw CommandFailure.usage("file must be at most %d bytes: %s".formatted(MAX_BYTES, file));
      }
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (IOException e) {
      throw CommandFailure.usage("file must be readable text in UTF-8: " + file);
    }
  }
}
