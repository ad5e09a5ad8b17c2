package lumen.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what is refused and tells it: the first at once, then at most one line a minute with the
 * number of those since and the last reason. Nothing stays untold, and nobody floods the log.
 */
public final class RefusalLog {
  /** Between two lines. */
  static final Duration QUIET = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

  private final String port;
  private final Executor afterQuiet;
  private long total;
  private long untold;
  private String lastReason = "";
  private boolean quiet;

  /**
   * Makes one.
   *
   * @param port what refuses, for the lines
   */
  public RefusalLog(String port) {
    this(port, CompletableFuture.delayedExecutor(QUIET.toSeconds(), TimeUnit.SECONDS));
  }

  /**
   * Makes one with a clock of its own.
   *
   * @param afterQuiet runs what it is given when {@link #QUIET} has passed
   */
  RefusalLog(String port, Executor afterQuiet) {
    this.port = port;
    this.afterQuiet = afterQuiet;
  }

  /** Notes a refusal. */
  public synchronized void refused(String from, String reason) {
    total++;
    untold++;
    lastReason = reason + " (from " + from + ")";
    if (!quiet) {
      tell();
    }
  }

  /** Requests refused so far. */
  public synchronized long total() {
    return total;
  }

  private void tell() {
    LOG.warn("{} refused {} (in all {}): {}", port, untold, total, lastReason);
    untold = 0;
    quiet = true;
    afterQuiet.execute(this::quietPassed);
  }

  private synchronized void quietPassed() {
    quiet = false;
    if (untold > 0) {
      tell();
    }
  }
}
