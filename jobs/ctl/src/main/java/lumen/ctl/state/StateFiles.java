package lumen.ctl.state;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.apache.flink.state.api.runtime.SavepointLoader;

/**
 * The files that a savepoint's metadata names. A restore reads many of them at once, and which of
 * several failures it then tells of is chance; so the first one that is missing is looked for
 * before.
 */
final class StateFiles {
  private final List<StreamStateHandle> handles = new ArrayList<>();

  private StateFiles() {}

  /**
   * The first file that is missing, in the order of the metadata.
   *
   * @param savepoint URI of its folder
   * @throws IOException where the metadata cannot be read
   */
  static Optional<Path> missing(String savepoint) throws IOException {
    StateFiles files = new StateFiles();
    files.collect(SavepointLoader.loadSavepointMetadata(savepoint));
    for (StreamStateHandle handle : files.handles) {
      Optional<Path> path = handle.maybeGetPath();
      if (path.isPresent() && !path.get().getFileSystem().exists(path.get())) {
        return path;
      }
    }
    return Optional.empty();
  }

  private void collect(CheckpointMetadata metadata) {
    for (OperatorState operator : metadata.getOperatorStates()) {
      for (OperatorSubtaskState subtask : operator.getStates()) {
        subtask.getManagedKeyedState().forEach(this::keyed);
        subtask.getManagedOperatorState().stream()
            .map(OperatorStateHandle::getDelegateStateHandle)
            .forEach(handles::add);
      }
    }
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
