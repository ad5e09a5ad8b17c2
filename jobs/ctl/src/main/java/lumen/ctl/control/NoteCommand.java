package lumen.ctl.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import lumen.event.CommandText;
import lumen.terminal.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lumenctl control note}. */
@Command(
    name = "note",
    description = {
      "Says something about what happened: an entry of evidence of kind note, with its author.",
      "It changes nothing."
    })
final class NoteCommand extends OrderCommand {
  @Parameters(paramLabel = "TEXT", description = "What is said, up to 4,000 characters.")
  private String text;

  @Option(
      names = "--ref",
      paramLabel = "REF",
      description =
          "Id of an entry of evidence, link or file that it is about; may be given often.")
  private List<String> refs = List.of();

  @Option(
      names = "--from",
      paramLabel = "TS",
      description = "Begin of the time that it is about, as --at; with --to.")
  private Optional<String> from = Optional.empty();

  @Option(names = "--to", paramLabel = "TS", description = "Its end.")
  private Optional<String> to = Optional.empty();

  @Override
  String type() {
    return "note";
  }

  @Override
  void order(ObjectNode command) {
    if (from.isPresent() != to.isPresent()) {
      throw CommandFailure.usage("--from and --to must stand together");
    }
    command.put("text", text);
    if (!refs.isEmpty()) {
      refs.forEach(command.putArray("refs")::add);
    }
    from.ifPresent(time -> command.put("from", seconds(time)));
    to.ifPresent(time -> command.put("to", seconds(time)));
  }

  private static BigDecimal seconds(String time) {
    return CommandText.seconds(EffectiveTime.micros(time));
  }
}
