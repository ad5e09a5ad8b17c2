package lumen.cluster;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
 * Looks whether JobManager and TaskManagers do something, since the operating system tells only of
 * those that end. What it sees goes to {@link HangJudge}.
 */
final class HangWatch implements AutoCloseable {
  /** One that does not answer within it is silent at this look. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final RestClient rest;
  private final Supplier<Optional<Watched>> watched;
  private final BiConsumer<ProcessName, Long> hung;
  private final HangJudge judge = new HangJudge();
  private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor();
  private ScheduledFuture<?> looks;

  /**
   * The processes that live.
   *
   * @param jobManager its number
   * @param taskManagers numbers and names of those that are to be registered
   */
  record Watched(long jobManager, List<Worker> taskManagers) {
    long pid(ProcessName process) {
      return taskManagers.stream()
          .filter(one -> one.process().equals(process))
          .mapToLong(Worker::pid)
          .findFirst()
          .orElse(jobManager);
    }
  }

  /**
   * A TaskManager that lives.
   *
   * @param id the name by which it registers
   */
  record Worker(ProcessName process, long pid, String id) {}

  /**
   * @param watched tells whom to look at, or nobody while the JobManager is dead
   * @param hung told who it is, and the number of a process that hangs
   */
  HangWatch(int restPort, Supplier<Optional<Watched>> watched, BiConsumer<ProcessName, Long> hung) {
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
    judge.take(seen(now)).forEach(process -> hung.accept(process, now.pid(process)));
  }

  private HangJudge.Look seen(Watched now) {
    try {
      Map<String, Integer> registered = rest.registeredSlots();
      return new HangJudge.Look(
          now.jobManager(),
          true,
          now.taskManagers().stream()
              .map(
                  one ->
                      new HangJudge.Seen(
                          one.process(), one.pid(), registered.containsKey(one.id())))
              .toList());
    } catch (CommandFailure | RestFailure e) {
      return new HangJudge.Look(now.jobManager(), false, List.of());
    }
  }
}
