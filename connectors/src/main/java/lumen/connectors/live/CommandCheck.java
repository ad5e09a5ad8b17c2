package lumen.connectors.live;

import java.io.Serializable;
import java.util.List;

/** Finds what is wrong with a command before it is taken; knows what commands mean. */
@FunctionalInterface
public interface CommandCheck extends Serializable {
  /** Takes every JSON object for a command. */
  CommandCheck NONE = json -> List.of();

  /**
   * What is wrong, everything at once and in words for a person; nothing: it may be taken.
   *
   * @param json the command, which need not tell when it takes effect
   */
  List<String> findings(String json);
}
