package lumen.runtime.command;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A type of commands: what it is called, what it says and how it is read.
 *
 * @param <C> the commands of the job
 * @param word the type as commands name it, such as {@code tick_limits}
 * @param fields the fields that it has beside those of every command
 * @param reads makes the command; empty where a finding is in the way
 */
public record CommandShape<C>(String word, List<String> fields, Reads<C> reads)
    implements Serializable {
  /** Copies the list. */
  public CommandShape {
    fields = List.copyOf(fields);
  }

  /**
   * Reads a command of one type.
   *
   * @param <C> the commands of the job
   */
  @FunctionalInterface
  public interface Reads<C> extends Serializable {
    /** The command, or empty after a finding. */
    Optional<C> read(CommandFields fields, CommandHead head);
  }
}
