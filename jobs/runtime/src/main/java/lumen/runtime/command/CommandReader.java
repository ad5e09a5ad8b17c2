package lumen.runtime.command;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import lumen.event.Command;
import lumen.event.CommandText;
import lumen.event.MalformedCommandException;

/**
 * Reads commands as strictly as configuration: unknown keys, wrong types and values out of range
 * are found all at once, and each is said with what would be accepted. A command stands for itself:
 * it names no file.
 *
 * @param <C> the commands of the job
 */
public final class CommandReader<C> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<CommandShape<C>> shapes;
  private final Hint hint;

  /**
   * Makes a reader.
   *
   * @param shapes the types of commands that the job obeys
   * @param hint what misspelt words were meant to be
   */
  public CommandReader(List<CommandShape<C>> shapes, Hint hint) {
    this.shapes = List.copyOf(shapes);
    this.hint = hint;
  }

  /** Reads a command that tells when it takes effect, unless it was read before. */
  public CommandReading<C> read(Command command) {
    return read(command::text);
  }

  /** Reads a command that tells when it takes effect. */
  public CommandReading<C> read(String json) {
    return read(() -> CommandText.read(json));
  }

  /** Reads a command that need not tell when it takes effect: then it does so at its place. */
  public CommandReading<C> readAtItsPlace(CommandText command) {
    return read(command, false);
  }

  /** What is wrong with a command that need not tell yet when it takes effect. */
  public List<String> findings(CommandText command) {
    return read(command, false).findings();
  }

  /** Gives the text of a command. */
  @FunctionalInterface
  private interface Text {
    CommandText read() throws MalformedCommandException;
  }

  private CommandReading<C> read(Text text) {
    try {
      return read(text.read(), true);
    } catch (MalformedCommandException e) {
      return new CommandReading<>(Optional.empty(), List.of("command " + e.getMessage()));
    }
  }

  private CommandReading<C> read(CommandText text, boolean stamped) {
    CommandFields fields = new CommandFields(text.fields(), hint);
    Optional<C> command = command(fields, head(fields, stamped));
    List<String> findings = fields.findings();
    return new CommandReading<>(findings.isEmpty() ? command : Optional.empty(), findings);
  }

  /** The head; one with findings, which is used for nothing, holds question marks. */
  private static CommandHead head(CommandFields fields, boolean stamped) {
    String id = fields.name("id", CommandHead.MAX_CHARS);
    String author = fields.name("author", CommandHead.MAX_CHARS);
    String tenant = fields.tenant();
    return new CommandHead(id, author, tenant, fields.effectiveMicros(stamped));
  }

  private Optional<C> command(CommandFields fields, CommandHead head) {
    Optional<CommandShape<C>> shape = fields.shape(shapes);
    fields.checkKnown(shape.isPresent() ? List.of(shape.get()) : shapes);
    return shape.flatMap(known -> known.reads().read(fields, head));
  }
}
