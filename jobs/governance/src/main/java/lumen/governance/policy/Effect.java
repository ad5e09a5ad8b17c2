package lumen.governance.policy;

import static lumen.governance.figure.ServiceCalendar.DAY;
import static lumen.governance.figure.ServiceCalendar.HOUR;

import java.util.Arrays;
import java.util.Map;
import lumen.governance.figure.FiveMinutes;
import lumen.governance.figure.History;
import lumen.governance.record.Fields;
import lumen.governance.record.Knob;
import lumen.statistics.Welch;

/**
 * By how much a figure changed: an hour of five-minute values after a change against the hour
 * before, both less those a day before where there are enough.
 *
 * @param change of the mean, in units of the figure
 * @param worse the probability of a change as bad, if there is none (Welch, one-sided)
 * @param better the probability of a change as good
 * @param controlled whether the day before was taken off
 */
record Effect(double change, double worse, double better, boolean controlled) {
  private static final int LEAST = 6;
  private static final double NO_SPREAD = 1e-12;

  /** The effect; null where too few values are known. */
  static Effect of(PolicyFigure figure, FiveMinutes values, long before, long after) {
    double[] less = values(figure, values, before, true);
    double[] more = values(figure, values, after, true);
    boolean controlled = less.length >= LEAST && more.length >= LEAST;
    if (!controlled) {
      less = values(figure, values, before, false);
      more = values(figure, values, after, false);
    }
    return less.length < LEAST || more.length < LEAST
        ? null
        : of(less, more, figure.isLowGood(), controlled);
  }

  /** The effect between two samples. */
  static Effect of(double[] before, double[] after, boolean lowIsGood, boolean controlled) {
    double change = mean(after) - mean(before);
    double rises = above(after, before);
    double falls = above(before, after);
    return new Effect(change, lowIsGood ? rises : falls, lowIsGood ? falls : rises, controlled);
  }

  /** The probability of a mean of the first as far above that of the second. */
  private static double above(double[] first, double[] second) {
    double most =
        Math.max(
            Arrays.stream(first).map(Math::abs).max().orElse(0),
            Arrays.stream(second).map(Math::abs).max().orElse(0));
    double difference = mean(first) - mean(second);
    if (Welch.standardError(first, second) <= NO_SPREAD * most) {
      return difference > NO_SPREAD * most ? 0 : 1;
    }
    return Welch.of(first, second).above();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  private static double[] values(
      PolicyFigure figure, FiveMinutes values, long upTo, boolean lessDayBefore) {
    Map<Long, FiveMinutes.Values> hour = values.between(upTo - HOUR, upTo);
    return hour.entrySet().stream()
        .mapToDouble(
            each -> {
              double now = figure.of(each.getValue());
              return lessDayBefore ? now - figure.of(values.at(each.getKey() - DAY)) : now;
            })
        .filter(value -> !Double.isNaN(value))
        .toArray();
  }

  /** What was measured, as an edge of the feedback graph. */
  Fields edge(Knob knob, PolicyFigure aim, long now) {
    double seconds = History.seconds(now);
    return new Fields()
        .put("kind", "measured")
        .put("from", knob.word())
        .put("to", aim.word())
        .put("lag_h", (Object) null)
        .put("r", Double.NaN)
        .put("n_eff", Double.NaN)
        .put("q", Double.NaN)
        .put("first", seconds)
        .put("last", seconds)
        .put("weight", Double.NaN)
        .put("change", change)
        .put("p", worse);
  }
}
