package lumen.runtime.state;

import java.io.Serializable;
import java.util.function.LongConsumer;

/**
 * The watermarks by which event time goes on in steps where it would go on in one: after a large
 * chunk of a recording, and at the end of input. Between two of them those behind can take a
 * checkpoint. Only the first part of a jump is cut; behind it there is nothing left to be done.
 *
 * @param stepMillis length of a step, above 0
 * @param reachMillis how much of a jump is cut; 0: none
 */
public record MarkSteps(long stepMillis, long reachMillis) implements Serializable {
  private static final long MOST_STEPS = 256;

  /** Event time goes on as it comes. */
  public static final MarkSteps NONE = new MarkSteps(1, 0);

  /** Makes the steps longer where there would be more than {@value #MOST_STEPS} of them. */
  public MarkSteps {
    if (stepMillis < 1 || reachMillis < 0) {
      throw new IllegalArgumentException(
          "step must be above 0, reach not below: step=%d reach=%d"
              .formatted(stepMillis, reachMillis));
    }
    stepMillis = Math.max(stepMillis, reachMillis / MOST_STEPS);
  }

  /**
   * Whether the way from one watermark to the next is more than a step.
   *
   * @param last the one before, Long.MIN_VALUE if there was none: then nothing is cut
   * @param next the one to be reached
   */
  public boolean cuts(long last, long next) {
    return reachMillis > 0 && last != Long.MIN_VALUE && next - stepMillis > last;
  }

  /**
   * Gives the watermarks strictly between two, which are multiples of a step, in ascending order.
   *
   * @param last the one before
   * @param next the one to be reached, as far away that it is cut
   */
  public void between(long last, long next, LongConsumer marks) {
    long end = next - reachMillis < last ? next : last + reachMillis;
    for (long at = (Math.floorDiv(last, stepMillis) + 1) * stepMillis; at < end; at += stepMillis) {
      marks.accept(at);
    }
  }
}
