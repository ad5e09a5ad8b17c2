package lumen.cluster;

import java.util.Optional;

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
  private final Patience taskManager = new Patience(ABSENT_LOOKS);

  /**
   * What is seen at one look.
   *
   * @param jobManager number of the JobManager's process
   * @param taskManager number of the TaskManager's process
   * @param answers whether the JobManager answers
   * @param registered whether it then says that this TaskManager is registered
   */
  record Look(long jobManager, long taskManager, boolean answers, boolean registered) {}

  /** Takes a look; tells who is to be replaced, each process once. */
  Optional<Role> take(Look look) {
    boolean silent = jobManager.failed(look.jobManager(), !look.answers());
    if (jobManager.changed()) {
      taskManager.startAnew();
    }
    if (silent) {
      return Optional.of(Role.JOBMANAGER);
    }
    if (!look.answers()) {
      taskManager.excuse();
      return Optional.empty();
    }
    return taskManager.failed(look.taskManager(), !look.registered())
        ? Optional.of(Role.TASKMANAGER)
        : Optional.empty();
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
