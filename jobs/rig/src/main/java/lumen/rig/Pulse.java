package lumen.rig;

import java.util.List;

/**
 * The pulse of a reference engine, {@code base + swing sin(2 pi t/period)} Hz at t seconds from the
 * start of the rig, and more while a step of its tempo holds.
 *
 * <p>Its cycles are the integral in closed form, {@code base t + swing period/2 pi (1 - cos(2 pi
 * t/period))} and the steps' rate times how long they have held, so that no error grows with time:
 * after a year of 5 Hz a cycle is still known to 3e-8 of it.
 *
 * @param baseHz mean rate without steps
 * @param swingHz by how much the rate swings, both ways
 * @param swingS period of the swing in seconds
 * @param steps steps of the tempo, in seconds of the story
 */
record Pulse(double baseHz, double swingHz, double swingS, List<Step> steps) {
  private static final double TWO_PI = 2 * StrictMath.PI;

  /**
   * A rate that is added while a span of the story lasts.
   *
   * @param span when, within one turn
   * @param hz what is added, negative for a slower pulse
   */
  record Step(Span span, double hz) {
    Step {
      if (span.fromS() < 0 || span.toS() > RigSettings.CYCLE_S) {
        throw new IllegalArgumentException("step must lie in one turn of the story: " + span);
      }
    }

    /** For how long it has held until a moment of the rig, in seconds. */
    double heldS(double seconds) {
      double turns = Math.floor(seconds / RigSettings.CYCLE_S);
      double storyS = seconds - turns * RigSettings.CYCLE_S;
      double lengthS = span.toS() - span.fromS();
      return turns * lengthS + Math.max(0, Math.min(lengthS, storyS - span.fromS()));
    }
  }

  Pulse {
    steps = List.copyOf(steps);
    double slowest = baseHz - Math.abs(swingHz);
    for (Step step : steps) {
      slowest -= Math.max(0, -step.hz());
    }
    if (!(slowest > 0) || !(swingS > 0)) {
      throw new IllegalArgumentException(
          "pulse must always advance: slowestHz=" + slowest + " swingS=" + swingS);
    }
  }

  /** Rate at a moment of the rig. */
  double hzAt(double seconds) {
    double hz = baseHz + swingHz * StrictMath.sin(TWO_PI * seconds / swingS);
    for (Step step : steps) {
      hz += step.span().contains(seconds % RigSettings.CYCLE_S) ? step.hz() : 0;
    }
    return hz;
  }

  /** Cycles since the start of the rig; a whole number is a tick. */
  double cyclesAt(double seconds) {
    double swing = swingS / TWO_PI * (1 - StrictMath.cos(TWO_PI * seconds / swingS));
    double cycles = baseHz * seconds + swingHz * swing;
    for (Step step : steps) {
      cycles += step.hz() * step.heldS(seconds);
    }
    return cycles;
  }

  /**
   * When a cycle begins that begins in the step of the rig that ends at {@code untilS}.
   *
   * <p>By linear interpolation over the {@value Oscillators#STEP_S} s of the step: for a rate that
   * changes by a Hz/s the error is at most {@code a STEP_S^2/8 baseHz}, 3 ns at 0.0013 Hz/s.
   */
  double beginS(double cycle, double untilS) {
    double fromS = untilS - Oscillators.STEP_S;
    double before = cyclesAt(fromS);
    double share = (cycle - before) / (cyclesAt(untilS) - before);
    return fromS + Math.max(0, Math.min(1, share)) * Oscillators.STEP_S;
  }

  /** When the first cycle at or after a moment begins; exactly the tick's time. */
  double nextS(double seconds) {
    double cycle = Math.ceil(cyclesAt(seconds));
    long step = (long) Math.ceil(seconds / Oscillators.STEP_S);
    while (cyclesAt((double) step * Oscillators.STEP_S) < cycle) {
      step++;
    }
    return beginS(cycle, (double) step * Oscillators.STEP_S);
  }
}
