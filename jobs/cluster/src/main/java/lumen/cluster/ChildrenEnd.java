package lumen.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The end of a supervisor's processes: they are asked, and killed after a grace period. */
final class ChildrenEnd {
  private static final long GRACE_SECONDS = 10;
  private static final long LOOK_MILLIS = 20;

  private ChildrenEnd() {}

  /**
   * Ends them, the last one started first. One that was stopped does not hear that it is asked.
   *
   * @param children in the order in which they were started
   */
  static void end(Collection<Child> children) {
    List<Child> last = new ArrayList<>(children);
    last.removeIf(child -> !child.exists());
    Collections.reverse(last);
    last.forEach(Child::forget);
    last.forEach(child -> child.handle().destroy());
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
    for (Child child : last) {
      if (!endsBy(child, deadline)) {
        Supervisor.log("%s does not end: killed".formatted(child.name().title()));
        child.kill();
      }
    }
  }

  private static boolean endsBy(Child child, long deadline) {
    while (child.alive()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
