package lumen.ctl.demo;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import lumen.rig.Rig;
import lumen.terminal.CommandFailure;

/**
 * The rig as it is being simulated, beside the start of the cluster and of the page. Whoever began
 * it closes it, which waits: so no half of a recording is left behind.
 */
final class RigPlay implements AutoCloseable {
  private final FutureTask<Void> task;

  private RigPlay(FutureTask<Void> task) {
    this.task = task;
    Thread thread = new Thread(task, "rig");
    thread.setDaemon(true);
    thread.start();
  }

  /** Nothing is simulated. */
  static RigPlay none() {
    return new RigPlay(new FutureTask<>(() -> null));
  }

  /** Writes the rig's files. */
  static RigPlay of(RigFiles files, Rig rig) {
    return new RigPlay(
        new FutureTask<>(
            () -> {
              files.write(rig);
              return null;
            }));
  }

  /** Waits until all is written. */
  void await() throws IOException {
    try {
      task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted");
    }
  }

  @Override
  public void close() {
    try {
      task.get();
    } catch (ExecutionException e) {
      // Told by await, or less than what ended the command before.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
