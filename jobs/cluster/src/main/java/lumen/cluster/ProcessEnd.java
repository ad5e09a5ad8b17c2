package lumen.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;

/** Ends a process: first asks, and kills it after a grace period. */
public final class ProcessEnd {
  private static final long GRACE_SECONDS = 15;

  private ProcessEnd() {}

  /** Returns when the process has ended. */
  public static void end(ProcessHandle process) {
    CompletableFuture<ProcessHandle> exit = process.onExit();
    process.destroy();
    try {
      exit.get(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      exit.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for process " + process.pid(), e);
    }
  }
}
