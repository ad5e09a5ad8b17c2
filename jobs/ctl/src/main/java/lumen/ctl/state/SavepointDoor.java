package lumen.ctl.state;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import lumen.cluster.LocalPorts;
import lumen.ctl.savepoint.SavepointFiles;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** How a savepoint is opened, of whichever job it is, on an embedded cluster of this process. */
final class SavepointDoor {
  private SavepointDoor() {}

  /**
   * Opens it.
   *
   * @param savepoint URI of its folder
   * @throws CommandFailure if it cannot be read
   */
  static SavepointReader opened(StreamExecutionEnvironment env, String savepoint) {
    try {
      SavepointReader reader =
          SavepointReader.read(env, savepoint, new EmbeddedRocksDBStateBackend());
      requireComplete(savepoint);
      return reader;
    } catch (IOException | RuntimeException e) {
      throw unreadable(savepoint, e);
    }
  }

  private static void requireComplete(String savepoint) {
    try {
      Optional<org.apache.flink.core.fs.Path> missing = SavepointFiles.missing(savepoint);
      if (missing.isPresent()) {
        throw new FileNotFoundException(missing.get().getPath() + " (No such file or directory)");
      }
    } catch (IOException e) {
      throw unreadable(savepoint, e);
    }
  }

  static CommandFailure unreadable(String savepoint, Exception thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason = String.valueOf(root.getMessage()).strip().replaceAll("\\s*\\R\\s*", " | ");
    return new CommandFailure(
        ExitCode.FAILED,
        "must be a readable savepoint: %s: %s".formatted(savepoint, reason),
        thrown);
  }

  static Configuration configuration(Path scratch) {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.TMP_DIRS, scratch.toString());
    configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, 1);
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(16));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(16));
    LocalPorts.close(configuration);
    return configuration;
  }
}
