package lumen.serve.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The last points of a tenant, oldest first, and when its frames moved. */
final class TenantRing {
  private final int mostPoints;
  private final Deque<LivePoint> points = new ArrayDeque<>();
  private final Set<String> channels = new TreeSet<>();
  private long movedMillis;
  private double emittedSeconds = Double.NaN;

  TenantRing(int mostPoints, long nowMillis) {
    this.mostPoints = mostPoints;
    movedMillis = nowMillis;
  }

  /**
   * Adds a point.
   *
   * @param emitted when the tenant's newest frame left the job, NaN where that is not told
   */
  void add(LivePoint point, double emitted, Set<String> present) {
    if (points.isEmpty() || moved(points.getLast(), point)) {
      movedMillis = point.millis();
    }
    emittedSeconds = emitted;
    channels.addAll(present);
    points.addLast(point);
    if (points.size() > mostPoints) {
      points.removeFirst();
    }
  }

  /** Forgets what is older. */
  void forgetBefore(long millis) {
    while (!points.isEmpty() && points.getFirst().millis() < millis) {
      points.removeFirst();
    }
  }

  boolean isEmpty() {
    return points.isEmpty();
  }

  /** Points behind a number. */
  List<LivePoint> after(long number) {
    List<LivePoint> newer = new ArrayList<>();
    for (LivePoint point : points) {
      if (point.number() > number) {
        newer.add(point);
      }
    }
    return newer;
  }

  /** When its newest frame left the job: as told, else when a figure of its frames last changed. */
  long frameMillis() {
    return Double.isNaN(emittedSeconds) ? movedMillis : Math.round(emittedSeconds * 1e3);
  }

  /** Channels there are, as far as is known: those with a filter, or the most that were fresh. */
  int channels() {
    int most = channels.size();
    for (LivePoint point : points) {
      float fresh = point.value(LiveFigure.FRESH);
      most = Float.isNaN(fresh) ? most : Math.max(most, (int) fresh);
    }
    return most;
  }

  private static boolean moved(LivePoint before, LivePoint now) {
    for (LiveFigure figure : LiveFigure.values()) {
      if (figure.ofFrame() && Float.compare(before.value(figure), now.value(figure)) != 0) {
        return true;
      }
    }
    return false;
  }
}
