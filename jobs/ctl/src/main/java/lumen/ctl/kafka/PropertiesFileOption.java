package lumen.ctl.kafka;

import java.util.Optional;
import lumen.terminal.CommandFailure;
import picocli.CommandLine.Option;

/** The option of commands that ask a broker. */
public final class PropertiesFileOption {
  @Option(
      names = "--properties-file",
      paramLabel = "FILE",
      description =
          "A Kafka client's properties by which the broker lets Lumen in: security.*, sasl.*,"
              + " ssl.*, client.*; its owner alone may read it.")
  private Optional<String> file = Optional.empty();

  /** The file; empty: none. */
  public String file() {
    return file.orElse("");
  }

  /**
   * The file of a command that may do without a broker.
   *
   * @param kafka the option {@code --kafka}, or null
   * @throws CommandFailure if the file is named without a broker
   */
  public String of(String kafka) {
    if (kafka == null && file.isPresent()) {
      throw CommandFailure.usage("--properties-file must stand beside --kafka: " + file.get());
    }
    return file();
  }
}
