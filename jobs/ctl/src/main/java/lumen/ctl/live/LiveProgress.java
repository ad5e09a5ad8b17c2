package lumen.ctl.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lumen.ctl.terminal.Amount;
import lumen.ctl.terminal.ProgressBar;

/** Shows how a live run goes: once how its streams are, then how long it has run. */
final class LiveProgress implements AutoCloseable {
  private static final long ASK_MILLIS = 1_000;

  private final LiveJob job;
  private final double seconds;
  private final ProgressBar bar = new ProgressBar("live");
  private long askedNanos = System.nanoTime();
  private boolean announced;

  /**
   * Makes it.
   *
   * @param seconds how long the run is to last, 0: until interrupted
   */
  LiveProgress(LiveJob job, double seconds) {
    this.job = job;
    this.seconds = seconds;
  }

  void show(long millis, boolean ending) {
    long now = System.nanoTime();
    if (!announced && TimeUnit.NANOSECONDS.toMillis(now - askedNanos) > ASK_MILLIS) {
      askedNanos = now;
      announce(job.status());
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
      System.err.println("lumenctl: " + stream.getKey() + ": " + stream.getValue().asText());
      announced = true;
    }
  }

  @Override
  public void close() {
    bar.close();
  }
}
