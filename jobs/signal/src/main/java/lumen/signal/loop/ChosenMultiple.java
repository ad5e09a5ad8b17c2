package lumen.signal.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The multiple that is in force, and which ticks of the reference count under it: at 1/n every n-th
 * from the one at which it was chosen, as many as there were in an interval.
 *
 * <p>It is kept until it is forgotten, or until the tick that it asks for has been outside the
 * limits eight times on end.
 */
final class ChosenMultiple {
  private static final int OUTSIDE = 8;

  private final MultipleRule rule;

  /** Null until chosen. */
  private Multiple multiple;

  /** How often on end its tick was outside the limits. */
  private int outside;

  /** Ticks of the reference since one that counts, below its part of the multiple. */
  private int sinceCounted;

  ChosenMultiple(MultipleRule rule) {
    this.rule = rule;
  }

  /** The multiple; null until chosen. */
  Multiple get() {
    return multiple;
  }

  void forget() {
    multiple = null;
    outside = 0;
    sinceCounted = 0;
  }

  /** Whether the newest tick of the reference is one that counts. */
  boolean counts() {
    return multiple != null && sinceCounted == 0;
  }

  /**
   * So many ticks of the reference have passed with the newest.
   *
   * @param ticks as many as its interval holds, rounded
   */
  void pass(long ticks) {
    if (multiple != null) {
      sinceCounted = (int) ((sinceCounted + ticks) % multiple.reference());
    }
  }

  /**
   * Chooses where none is in force, or where the tick of the one in force was outside the limits
   * for too long.
   *
   * @param intervalMicros interval of the reference; NaN where it is not known
   * @return whether another was chosen
   */
  boolean review(double intervalMicros, TickLimits limits, double baseMs) {
    if (Double.isNaN(intervalMicros)) {
      outside = 0;
      return false;
    }
    if (multiple != null) {
      outside = limits.hold(1000 / multiple.rate(intervalMicros)) ? 0 : outside + 1;
      if (outside < OUTSIDE) {
        return false;
      }
    }
    Multiple before = multiple;
    multiple = rule.choose(intervalMicros, limits, baseMs);
    outside = 0;
    if (multiple.equals(before)) {
      return false;
    }
    sinceCounted = 0;
    return true;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(multiple == null ? 0 : multiple.own());
    out.writeByte(multiple == null ? 0 : multiple.reference());
    out.writeByte(outside);
    out.writeByte(sinceCounted);
  }

  void readFrom(DataInput in) throws IOException {
    int own = in.readByte();
    int reference = in.readByte();
    multiple = own == 0 ? null : new Multiple(own, reference);
    outside = in.readByte();
    sinceCounted = in.readByte();
  }
}
