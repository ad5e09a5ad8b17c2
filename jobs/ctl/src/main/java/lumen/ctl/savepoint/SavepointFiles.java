package lumen.ctl.savepoint;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.cluster.backup.SavepointCheck;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.apache.flink.state.api.runtime.SavepointLoader;

/**
 * The files that a savepoint's or checkpoint's metadata names, and how long each has to be. A
 * restore reads many of them at once, and which of several failures it then tells of is chance; so
 * the first one that is missing or cut is looked for before.
 */
public final class SavepointFiles {
  private final List<StreamStateHandle> handles = new ArrayList<>();

  private SavepointFiles() {}

  /**
   * The first file that is missing, in the order of the metadata.
   *
   * @param savepoint URI of its folder
   * @throws IOException where the metadata cannot be read
   */
  public static Optional<Path> missing(String savepoint) throws IOException {
    for (StreamStateHandle handle : of(savepoint)) {
      Optional<Path> path = handle.maybeGetPath();
      if (path.isPresent() && !path.get().getFileSystem().exists(path.get())) {
        return path;
      }
    }
    return Optional.empty();
  }

  /**
   * Looks whether all files are there, each as long as the metadata says.
   *
   * @param savepoint URI of its folder
   * @throws lumen.terminal.CommandFailure naming the first bad file
   */
  public static void require(String savepoint) {
    java.nio.file.Path folder = java.nio.file.Path.of(URI.create(savepoint));
    try {
      for (StreamStateHandle handle : of(savepoint)) {
        Optional<String> fault = fault(handle);
        if (fault.isPresent()) {
          throw SavepointCheck.damaged(folder, fault.get());
        }
      }
    } catch (IOException | RuntimeException e) {
      if (e instanceof lumen.terminal.CommandFailure failure) {
        throw failure;
      }
      throw SavepointCheck.damaged(folder, "_metadata: cannot be read: " + reason(e));
    }
  }

  private static Optional<String> fault(StreamStateHandle handle) throws IOException {
    if (!(handle instanceof FileStateHandle file)) {
      return Optional.empty();
    }
    Path path = file.getFilePath();
    if (!path.getFileSystem().exists(path)) {
      return Optional.of(path.getName() + ": is missing");
    }
    long bytes = path.getFileSystem().getFileStatus(path).getLen();
    return bytes == file.getStateSize()
        ? Optional.empty()
        : Optional.of(
            "%s: must have %d bytes, has %d".formatted(path.getName(), file.getStateSize(), bytes));
  }

  /** The innermost cause in one line. */
  static String reason(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message =
        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return message.strip().replaceAll("\\s*\\R\\s*", " | ");
  }

  private static List<StreamStateHandle> of(String savepoint) throws IOException {
    SavepointFiles files = new SavepointFiles();
    files.collect(SavepointLoader.loadSavepointMetadata(savepoint));
    return files.handles;
  }

  private void collect(CheckpointMetadata metadata) {
    for (OperatorState operator : metadata.getOperatorStates()) {
      for (OperatorSubtaskState subtask : operator.getStates()) {
        subtask.getManagedKeyedState().forEach(this::keyed);
        subtask.getRawKeyedState().forEach(this::keyed);
        subtask.getManagedOperatorState().forEach(this::listed);
        subtask.getRawOperatorState().forEach(this::listed);
      }
    }
  }

  private void listed(OperatorStateHandle state) {
    handles.add(state.getDelegateStateHandle());
  }

  private void keyed(KeyedStateHandle state) {
    if (state instanceof IncrementalRemoteKeyedStateHandle incremental) {
      handles.add(incremental.getMetaDataStateHandle());
      add(incremental.getSharedState());
      add(incremental.getPrivateState());
    } else if (state instanceof KeyGroupsStateHandle whole) {
      handles.add(whole.getDelegateStateHandle());
    }
  }

  private void add(List<HandleAndLocalPath> files) {
    files.forEach(file -> handles.add(file.getHandle()));
  }
}
