package lumen.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides from what is seen twice a second which process hangs: it lives, and does nothing. Looks
 * are counted, not time, so that a supervisor that itself stood still blames nobody for it.
 *
 * <p>A TaskManager hangs when it is not registered for {@value #ABSENT_LOOKS} looks (5 s) while the
 * JobManager answers; the JobManager gives up one that is silent after its heartbeat's 8 s. A
 * JobManager hangs when it does not answer for {@value #SILENT_LOOKS} looks (15 s). One that has
 * just been started has {@value #START_LOOKS} looks (60 s) for its start.
 */
final class HangJudge {
  /** How often it is looked, in ms. */
  static final long PERIOD_MILLIS = 500;

  private static final int ABSENT_LOOKS = 10;
  private static final int SILENT_LOOKS = 30;
  private static final int START_LOOKS = 120;

  private final Patience jobManager = new Patience(SILENT_LOOKS);
  private final Map<ProcessName, Patience> taskManagers = new TreeMap<>();

  /**
   * A TaskManager as it is seen.
   *
   * @param pid number of its process
   * @param registered whether the JobManager says that it is registered
   */
  record Seen(ProcessName process, long pid, boolean registered) {}

  /**
   * What is seen at one look.
   *
   * @param jobManager number of the JobManager's process
   * @param answers whether the JobManager answers
   * @param taskManagers those that live
   */
  record Look(long jobManager, boolean answers, List<Seen> taskManagers) {}

  /** Takes a look; tells who is to be replaced, each process once. */
  List<ProcessName> take(Look look) {
    boolean silent = jobManager.failed(look.jobManager(), !look.answers());
    if (jobManager.changed()) {
      taskManagers.values().forEach(Patience::startAnew);
    }
    if (silent) {
      return List.of(ProcessName.JOB_MANAGER);
    }
    if (!look.answers()) {
      taskManagers.values().forEach(Patience::excuse);
      return List.of();
    }
    List<ProcessName> hung = new ArrayList<>();
    for (Seen seen : look.taskManagers()) {
      Patience its =
          taskManagers.computeIfAbsent(seen.process(), unused -> new Patience(ABSENT_LOOKS));
      if (its.failed(seen.pid(), !seen.registered())) {
        hung.add(seen.process());
      }
    }
    return hung;
  }

  /** How long one process may fail. */
  private static final class Patience {
    private final int looks;
    private long pid = -1;
    private boolean changed;
    private boolean wasWell;
    private int failures;

    Patience(int looks) {
      this.looks = looks;
    }

    /** Whether it has failed for too long just now. */
    boolean failed(long process, boolean fails) {
      changed = process != pid;
      if (changed) {
        pid = process;
        startAnew();
      }
      wasWell |= !fails;
      failures = fails ? failures + 1 : 0;
      return failures == (wasWell ? looks : START_LOOKS);
    }

    boolean changed() {
      return changed;
    }

    /** It begins again, as after its start. */
    void startAnew() {
      wasWell = false;
      failures = 0;
    }

    /** What it did so far is not its fault. */
    void excuse() {
      failures = 0;
    }
  }
}
