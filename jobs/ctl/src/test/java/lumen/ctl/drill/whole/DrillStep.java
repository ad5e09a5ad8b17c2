package lumen.ctl.drill.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A step while it runs: what it saw, and what it waits for. */
final class DrillStep {
  private static final long LOOK_MILLIS = 100;

  /** How long it still looks for what is too late. */
  private static final double LATE_S = 15;

  private final DrillStage stage;
  private final ExpectedAlerts.Span span;
  private final List<DrillRow.Measured> measured = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private long injectedNanos = System.nanoTime();
  private double injectedAt = now();
  private boolean injected;

  /** What a step does. */
  interface Work {
    void run(DrillStep step) throws Exception;
  }

  private DrillStep(DrillStage stage) {
    this.stage = stage;
    this.span = stage.expected.begin(now());
  }

  /** Runs a step; what it throws is what did not hold. */
  static DrillRow run(int number, String name, DrillStage stage, Work work) {
    DrillStep step = new DrillStep(stage);
    double begun = now();
    try {
      work.run(step);
    } catch (Exception | AssertionError e) {
      step.broken.add(String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString()));
    }
    step.span.ended(now());
    return new DrillRow(
        number,
        name,
        now() - begun,
        step.injected,
        step.measured,
        step.span,
        stage.expected.unexpected(step.span, stage.alerts.since(stage.begun)),
        step.broken);
  }

  static double now() {
    return System.currentTimeMillis() / 1e3;
  }

  /** Alerts that this step makes. */
  DrillStep expects(String... alerts) {
    span.expects(Set.of(alerts));
    return this;
  }

  /**
   * Whether the fault was seen to be applied; times are of this moment from now on.
   *
   * @throws IllegalStateException if it was not, which ends the step
   */
  void injected(boolean seen) {
    injected = seen;
    injectedNanos = System.nanoTime();
    injectedAt = now();
    if (!seen) {
      throw new IllegalStateException("the fault was not seen to be applied");
    }
  }

  long injectedNanos() {
    return injectedNanos;
  }

  double sinceInjected() {
    return (System.nanoTime() - injectedNanos) / 1e9;
  }

  /** Notes a time and its limit. */
  void timed(String what, double seconds, double limit) {
    measured(DrillRow.Measured.time(what, seconds, limit));
  }

  /** Notes a figure and its limit. */
  void measured(DrillRow.Measured one) {
    measured.add(one);
  }

  void holds(boolean condition, String else_) {
    if (!condition && !broken.contains(else_)) {
      broken.add(else_);
    }
  }

  /**
   * Waits for the first delivery of an alert that this fault made.
   *
   * @throws IllegalStateException if it does not come, which ends the step
   */
  void detected(String alert, double limit) {
    await(() -> !Double.isNaN(heard(alert)), limit + LATE_S - sinceInjected());
    timed(alert, heard(alert), limit);
    if (Double.isNaN(heard(alert))) {
      throw new IllegalStateException("nobody was told of " + alert);
    }
  }

  private double heard(String alert) {
    return stage.alerts.firing(alert, injectedNanos, injectedAt);
  }

  /** Alerts that were delivered and that began to fire behind the fault. */
  List<HeardAlerts.Heard> made() {
    return stage.alerts.since(injectedNanos).stream()
        .filter(one -> one.begun() >= injectedAt)
        .toList();
  }

  /**
   * Waits for a frame that left after the fault (or after a later moment).
   *
   * @throws IllegalStateException if none comes, which ends the step
   */
  void frame(double after, double limit) {
    double first = Double.NaN;
    long until = System.nanoTime() + (long) ((limit + LATE_S) * 1e9);
    while (Double.isNaN(first) && System.nanoTime() < until) {
      double at = stage.frameAt();
      if (at > after) {
        first = at;
      } else {
        pause(LOOK_MILLIS / 1e3);
      }
    }
    timed("frame", first - after, limit);
    if (Double.isNaN(first)) {
      throw new IllegalStateException("no frame came again");
    }
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
      TimeUnit.MILLISECONDS.sleep(Math.max(0, (long) (seconds * 1e3)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Whether it has failed already, so that nothing more need be waited for. */
  boolean hasFailed() {
    return !broken.isEmpty();
  }

  /** Waits until all is well again; what was told of may be told to be over later. */
  void calm(double seconds) {
    holds(await(stage::isWell, seconds), "not well again within %.0f s".formatted(seconds));
  }

  /** Waits until frames are of all sides again; the bridge may need longer to lock. */
  void fused(double seconds) {
    holds(await(stage::isFused, seconds), "not fused again within %.0f s".formatted(seconds));
  }
}
