package lumen.cluster.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;

/**
 * Everything that the local broker writes, in one folder.
 *
 * @param root absolute path
 */
record BrokerFolder(Path root) {
  BrokerFolder {
    root = root.toAbsolutePath().normalize();
  }

  /**
   * The folder that the system property {@code lumen.kafka.dir} or the variable {@code
   * LUMEN_KAFKA_DIR} names, or {@code target/kafka} of the checkout.
   */
  static BrokerFolder locate(LumenHome home) {
    return new BrokerFolder(
        Optional.ofNullable(System.getProperty("lumen.kafka.dir"))
            .or(() -> Optional.ofNullable(System.getenv("LUMEN_KAFKA_DIR")))
            .map(Path::of)
            .orElseGet(() -> home.root().resolve("target/kafka")));
  }

  /** A folder whose settings no start here wrote is that of another broker. */
  private void refuseOthers() {
    if (Files.exists(properties()) && !Files.exists(lock())) {
      throw CommandFailure.usage(
          "the broker's folder must be its own: %s is another broker's; choose another LUMEN_KAFKA_DIR"
              .formatted(properties()));
    }
  }

  void create() {
    refuseOthers();
    try {
      Files.createDirectories(root);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "the broker's folder must be writable: " + root, e);
    }
  }

  /** The broker that was started last and not stopped. */
  Optional<BrokerState> state() {
    if (!Files.exists(stateFile())) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(stateFile(), BrokerState.class));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "the broker's state must be readable: " + stateFile(), e);
    }
  }

  Path stateFile() {
    return root.resolve("state.json");
  }

  Path lock() {
    return root.resolve("start.lock");
  }

  Path properties() {
    return root.resolve("kafka.properties");
  }

  /** The records. */
  Path records() {
    return root.resolve("records");
  }

  /** Whether the folder of the records has been made ready for a broker. */
  boolean isFormatted() {
    return Files.exists(records().resolve("meta.properties"));
  }

  Path log() {
    return root.resolve("kafka.log");
  }

  Path out() {
    return root.resolve("kafka.out");
  }
}
