package lumen.ctl.drill.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A step while it runs: what it saw, and what it waits for. */
final class DrillStep {
  private static final long LOOK_MILLIS = 100;

  /** The shipped group_interval and a little more. */
  private static final double GROUP_S = 75;

  private final int number;
  private final String name;
  private final DrillStage stage;
  private final Set<String> expected = new TreeSet<>(Set.of("Watchdog"));
  private final List<DrillRow.Timed> times = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private final long begun = System.nanoTime();
  private long injectedNanos = begun;
  private double injectedAt = now();
  private boolean injected;

  /** What a step does. */
  interface Work {
    void run(DrillStep step) throws Exception;
  }

  private DrillStep(int number, String name, DrillStage stage) {
    this.number = number;
    this.name = name;
    this.stage = stage;
  }

  /** Runs a step; what it throws is what did not hold. */
  static DrillRow run(int number, String name, DrillStage stage, Work work) {
    DrillStep step = new DrillStep(number, name, stage);
    try {
      work.run(step);
    } catch (Exception | AssertionError e) {
      step.broken.add(String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString()));
    }
    return new DrillRow(
        number,
        name,
        step.injected,
        step.times,
        stage.alerts.unexpected(step.begun, step.expected),
        step.broken);
  }

  static double now() {
    return System.currentTimeMillis() / 1e3;
  }

  /** Alerts that this step makes. */
  DrillStep expects(String... alerts) {
    expected.addAll(Set.of(alerts));
    return this;
  }

  /** Whether the fault was seen to be applied; times are of this moment from now on. */
  void injected(boolean seen) {
    injected = seen;
    injectedNanos = System.nanoTime();
    injectedAt = now();
  }

  long injectedNanos() {
    return injectedNanos;
  }

  double sinceInjected() {
    return (System.nanoTime() - injectedNanos) / 1e9;
  }

  /** Notes a time and its limit. */
  void timed(String what, double seconds, double limit) {
    times.add(new DrillRow.Timed(what, seconds, limit));
  }

  void holds(boolean condition, String else_) {
    if (!condition) {
      broken.add(else_);
    }
  }

  /** Waits for the first delivery of an alert. */
  void detected(String alert, double limit) {
    await(() -> !Double.isNaN(stage.alerts.firing(alert, injectedNanos)), limit + 15);
    timed(alert, stage.alerts.firing(alert, injectedNanos), limit);
  }

  /** Waits for a frame that left after the fault (or after a later moment). */
  void frame(double after, double limit) {
    double first = Double.NaN;
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos((long) limit + 60);
    while (Double.isNaN(first) && System.nanoTime() < until) {
      double at = stage.frameAt();
      if (at > after) {
        first = at;
      } else {
        pause(LOOK_MILLIS / 1e3);
      }
    }
    timed("frame", first - after, limit);
  }

  double injectedAt() {
    return injectedAt;
  }

  /** Whether it came in time. */
  boolean await(BooleanSupplier condition, double seconds) {
    long until = System.nanoTime() + (long) (seconds * 1e9);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        return false;
      }
      pause(LOOK_MILLIS / 1e3);
    }
    return true;
  }

  void pause(double seconds) {
    try {
      TimeUnit.MILLISECONDS.sleep((long) (seconds * 1e3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * Waits until all is well and no alert fires any more, so that the next step begins so; then for
   * the word that they are over, which never comes of one that another silenced meanwhile.
   */
  void calm(double seconds) {
    boolean calm =
        await(
            () -> {
              try {
                return stage.isWell() && stage.firing().isEmpty();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
              }
            },
            seconds);
    holds(calm, "not calm again within %.0f s".formatted(seconds));
    await(() -> stage.alerts.allOver(begun), GROUP_S);
  }
}
