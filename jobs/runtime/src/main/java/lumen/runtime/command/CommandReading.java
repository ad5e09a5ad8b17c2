package lumen.runtime.command;

import java.util.List;
import java.util.Optional;

/**
 * What was read.
 *
 * @param <C> the commands of the job
 * @param command the command, where nothing is wrong with it
 * @param findings what is wrong, in words
 */
public record CommandReading<C>(Optional<C> command, List<String> findings) {
  /** Checks that there is either of them. */
  public CommandReading {
    findings = List.copyOf(findings);
    if (command.isPresent() != findings.isEmpty()) {
      throw new IllegalArgumentException(
          "must be a command or findings: command=%s findings=%s".formatted(command, findings));
    }
  }
}
