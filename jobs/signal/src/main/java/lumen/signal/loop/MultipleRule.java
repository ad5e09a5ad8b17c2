package lumen.signal.loop;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which multiple a bridge takes: a given one, or the one that suits the reference's rate.
 *
 * @param own ticks of the bridge; 0: what suits
 * @param reference ticks of the reference in the same time; 0: what suits
 */
public record MultipleRule(int own, int reference) implements Serializable {
  /** What suits the reference's rate. */
  public static final MultipleRule AUTO = new MultipleRule(0, 0);

  private static final Pattern FORM = Pattern.compile("(1/)?([1-8])");
  private static final String AUTO_WORD = "auto";

  /** A tick chosen by itself lies within the limits by this share, so that jitter finds room. */
  private static final double MARGIN = 0.01;

  /** Checks that it is a multiple. */
  public MultipleRule {
    if (own != 0 || reference != 0) {
      Multiple.check(own, reference);
    }
  }

  /**
   * Reads {@code auto}, {@code n} or {@code 1/n}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static MultipleRule parse(String text) {
    if (text.equals(AUTO_WORD)) {
      return AUTO;
    }
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("must be auto, n or 1/n, n 1 to 8: " + text);
    }
    int n = Integer.parseInt(parts.group(2));
    return parts.group(1) == null ? new MultipleRule(n, 1) : new MultipleRule(1, n);
  }

  /**
   * The multiple to take. Of those whose tick lies within the limits by 1 %: 1, else the one whose
   * tick is nearest the base tick by ratio; 1 where there is none.
   *
   * @param intervalMicros interval of the reference
   * @param limits limits of the tick
   * @param baseMs base tick
   */
  Multiple choose(double intervalMicros, TickLimits limits, double baseMs) {
    if (own > 0) {
      return new Multiple(own, reference);
    }
    if (suits(Multiple.ONE, intervalMicros, limits)) {
      return Multiple.ONE;
    }
    Multiple nearest = Multiple.ONE;
    double least = Double.POSITIVE_INFINITY;
    for (int n = 2; n <= Multiple.MOST; n++) {
      for (Multiple each : new Multiple[] {new Multiple(n, 1), new Multiple(1, n)}) {
        double off = Math.abs(StrictMath.log(1000 / each.rate(intervalMicros) / baseMs));
        if (suits(each, intervalMicros, limits) && off < least) {
          nearest = each;
          least = off;
        }
      }
    }
    return nearest;
  }

  private static boolean suits(Multiple multiple, double intervalMicros, TickLimits limits) {
    double tickMs = 1000 / multiple.rate(intervalMicros);
    return tickMs >= limits.minMs() * (1 + MARGIN) && tickMs <= limits.maxMs() * (1 - MARGIN);
  }

  @Override
  public String toString() {
    return own == 0 ? AUTO_WORD : new Multiple(own, reference).toString();
  }
}
