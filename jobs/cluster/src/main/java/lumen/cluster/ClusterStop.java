package lumen.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;

/** Ends a session cluster's processes: first asks, and kills what is left after a grace period. */
final class ClusterStop {
  private final ClusterDirectory directory;

  ClusterStop(ClusterDirectory directory) {
    this.directory = directory;
  }

  /**
   * Ends them, and forgets the jobs. Returns false if none ran. Processes whose supervisor was
   * killed are ended too.
   */
  boolean stop() {
    boolean ran = endProcesses();
    try {
      for (SubmittedJob job : SubmittedJob.all(directory)) {
        SubmittedJob.forget(directory, job.id());
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
    return ran;
  }

  /** Ends them. The next start finds the jobs, and starts them again. */
  boolean endProcesses() {
    Optional<ClusterState> state = ClusterStart.readState(directory);
    if (state.isEmpty()) {
      return false;
    }
    List<ProcessHandle> rest = processes(state.get());
    Optional<ProcessHandle> supervisor = state.get().supervisor().alive();
    boolean ran = supervisor.isPresent() || !rest.isEmpty();
    supervisor.ifPresent(ProcessEnd::end);
    // The supervisor may have replaced a process after its state was read.
    ClusterStart.readState(directory)
        .map(ClusterStop::processes)
        .orElse(rest)
        .forEach(ProcessEnd::end);
    clear(state.get().processes().stream().map(ClusterState.ProcessState::name).toList());
    return ran;
  }

  private static List<ProcessHandle> processes(ClusterState state) {
    List<ProcessHandle> alive = new ArrayList<>();
    state.processes().forEach(process -> process.process().alive().ifPresent(alive::add));
    return alive;
  }

  private void clear(List<ProcessName> processes) {
    try {
      for (ProcessName process : processes) {
        Files.deleteIfExists(directory.pid(process.fileName()));
      }
      Files.deleteIfExists(directory.plan());
      Files.deleteIfExists(directory.state());
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private CommandFailure unwritable(IOException e) {
    return new CommandFailure(
        ExitCode.FAILED, "the cluster's folder must be writable: " + directory.root(), e);
  }
}
