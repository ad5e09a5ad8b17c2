package lumen.connectors.live;

import java.io.Serializable;
import java.util.List;
import lumen.event.CommandText;

/** Finds what is wrong with a command before it is taken; knows what commands mean. */
@FunctionalInterface
public interface CommandCheck extends Serializable {
  /** Takes every JSON object for a command. */
  CommandCheck NONE = command -> List.of();

  /**
   * What is wrong, everything at once and in words for a person; nothing: it may be taken.
   *
   * @param command the command, which need not tell when it takes effect
   */
  List<String> findings(CommandText command);
}
