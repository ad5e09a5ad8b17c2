package lumen.ctl.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import lumen.terminal.Amount;
import lumen.terminal.ProgressBar;
import lumen.terminal.Terminal;

/**
 * Shows how a live run goes: once how its streams are, then how long it has run, and why it starts
 * over if it does.
 */
final class LiveProgress implements AutoCloseable {
  private static final long ASK_MILLIS = 1_000;
  private static final long ASK_FOR_FAILURE_MILLIS = 5_000;
  private static final long LONG_START_MILLIS = 20_000;

  private final LiveJob job;
  private final double seconds;
  private final Supplier<Optional<String>> newestFailure;
  private final ProgressBar bar = new ProgressBar("live");
  private long askedNanos = System.nanoTime();
  private long failureAskedNanos = System.nanoTime();
  private String failure = "";
  private boolean announced;
  private boolean wondered;

  /**
   * Makes it.
   *
   * @param seconds how long the run is to last, 0: until interrupted
   * @param newestFailure asks for the cause of the job's newest failure
   */
  LiveProgress(LiveJob job, double seconds, Supplier<Optional<String>> newestFailure) {
    this.job = job;
    this.seconds = seconds;
    this.newestFailure = newestFailure;
  }

  void show(long millis, boolean ending) {
    long now = System.nanoTime();
    if (!announced && TimeUnit.NANOSECONDS.toMillis(now - askedNanos) > ASK_MILLIS) {
      askedNanos = now;
      announce(job.status());
    }
    if (TimeUnit.NANOSECONDS.toMillis(now - failureAskedNanos) > ASK_FOR_FAILURE_MILLIS) {
      failureAskedNanos = now;
      newestFailure.get().ifPresent(this::failed);
    }
    if (!announced && !wondered && millis > LONG_START_MILLIS) {
      wondered = true;
      Terminal.tell(
          "still starting: an output that does not answer, such as a broker, would explain it");
    }
    String state = ending ? "ending, " : announced ? "listening, " : "starting, ";
    String hint = ending || seconds > 0 ? "" : ", Ctrl-C ends it";
    bar.update(
        seconds > 0 ? Math.min(1, millis / (1e3 * seconds)) : Double.NaN,
        state + Amount.duration(millis) + hint);
  }

  private void announce(Optional<JsonNode> status) {
    if (status.isEmpty()) {
      return;
    }
    for (Map.Entry<String, JsonNode> stream : status.get().path("streams").properties()) {
      Terminal.tell(stream.getKey() + ": " + stream.getValue().asText());
      announced = true;
    }
  }

  private void failed(String cause) {
    if (!cause.equals(failure)) {
      failure = cause;
      Terminal.tell("the job starts over: " + cause);
    }
  }

  @Override
  public void close() {
    bar.close();
  }
}
