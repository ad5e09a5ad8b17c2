package lumen.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts this thread when it has been at work for too long, which closes the channel that it
 * reads or writes. Over when it is closed: what comes later on the thread is left alone.
 */
final class Patience implements AutoCloseable {
  private final Thread worker = Thread.currentThread();
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();
  private boolean over;

  Patience(Duration time) {
    CompletableFuture<Void> unused =
        done.completeOnTimeout(false, time.toNanos(), TimeUnit.NANOSECONDS)
            .thenAccept(inTime -> interruptUnless(inTime));
  }

  private synchronized void interruptUnless(boolean inTime) {
    if (!inTime && !over) {
      worker.interrupt();
    }
  }

  @Override
  public void close() {
    boolean inTime = done.complete(true);
    synchronized (this) {
      over = true;
    }
    if (!inTime) {
      boolean unused = Thread.interrupted();
    }
  }
}
