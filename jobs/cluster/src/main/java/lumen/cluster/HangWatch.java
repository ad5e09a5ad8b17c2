package lumen.cluster;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import lumen.cluster.job.RestClient;
import lumen.cluster.job.RestFailure;
import lumen.terminal.CommandFailure;

/**
 * Looks whether JobManager and TaskManager do something, since the operating system tells only of
 * those that end. What it sees goes to {@link HangJudge}.
 */
final class HangWatch implements AutoCloseable {
  /** One that does not answer within it is silent at this look. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final RestClient rest;
  private final Supplier<Optional<Watched>> watched;
  private final BiConsumer<Role, Long> hung;
  private final HangJudge judge = new HangJudge();
  private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor();
  private ScheduledFuture<?> looks;

  /**
   * The processes that are to live now.
   *
   * @param jobManager its number
   * @param taskManager its number
   * @param taskManagerId the name by which it registers
   */
  record Watched(long jobManager, long taskManager, String taskManagerId) {}

  /**
   * @param watched tells whom to look at, or nobody while one of them is dead
   * @param hung told the role and the number of a process that hangs
   */
  HangWatch(int restPort, Supplier<Optional<Watched>> watched, BiConsumer<Role, Long> hung) {
    this.rest = new RestClient(URI.create("http://127.0.0.1:" + restPort), PATIENCE);
    this.watched = watched;
    this.hung = hung;
  }

  void watch() {
    looks =
        watcher.scheduleWithFixedDelay(
            this::look, HangJudge.PERIOD_MILLIS, HangJudge.PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    if (looks != null) {
      looks.cancel(true);
    }
    watcher.shutdownNow();
  }

  private void look() {
    try {
      watched.get().ifPresent(this::look);
    } catch (RuntimeException e) {
      Supervisor.log("cannot see who hangs: " + e);
    }
  }

  private void look(Watched now) {
    boolean answers = true;
    boolean registered = false;
    try {
      registered = rest.slotsOf(now.taskManagerId()) > 0;
    } catch (CommandFailure | RestFailure e) {
      answers = false;
    }
    judge
        .take(new HangJudge.Look(now.jobManager(), now.taskManager(), answers, registered))
        .ifPresent(
            role ->
                hung.accept(role, role == Role.JOBMANAGER ? now.jobManager() : now.taskManager()));
  }
}
