package lumen.ctl.governance;

import java.util.Arrays;
import java.util.List;
import lumen.statistics.Median;

/**
 * What a miss costs at the origin, told from what days cost and how many misses they had.
 *
 * <p>A hit saves what one miss more would have cost: the slope of cost over misses, median of all
 * slopes between two days (Theil 1950, Sen 1968), so what a day costs anyway is none of it, and a
 * few odd days do not matter. The mean holds all of it and is beyond.
 *
 * @param days how many days it is told from
 * @param misses of these days
 * @param cost of these days, in the currency of the books
 * @param slope cost of one miss more
 * @param error share of the slope by which the middle half of all slopes lies beside it
 */
record MissCost(int days, long misses, double cost, double slope, double error) {
  /** Fewest days that tell it. */
  static final int FEWEST = 7;

  private static final int QUARTER = 4;

  /**
   * A day.
   *
   * @param misses lookups that the cache did not answer
   * @param cost what the origin cost in effect
   */
  record Day(long misses, double cost) {}

  /** Tells it from {@link #FEWEST} days or more, of which two have not the same misses. */
  static MissCost of(List<Day> given) {
    List<Day> days = given.stream().sorted((a, b) -> Long.compare(a.misses(), b.misses())).toList();
    double[] slopes = new double[days.size() * (days.size() - 1) / 2];
    int count = 0;
    for (int i = 0; i < days.size(); i++) {
      for (int j = i + 1; j < days.size(); j++) {
        long more = days.get(j).misses() - days.get(i).misses();
        if (more > 0) {
          slopes[count++] = (days.get(j).cost() - days.get(i).cost()) / more;
        }
      }
    }
    slopes = Arrays.copyOf(slopes, count);
    Arrays.sort(slopes);
    if (count == 0) {
      throw new IllegalArgumentException("two days must differ in their misses: days=" + days);
    }
    double slope = Median.of(slopes);
    double low = slopes[count / QUARTER];
    double high = slopes[Math.min(count - 1, count - count / QUARTER)];
    return new MissCost(
        days.size(),
        days.stream().mapToLong(Day::misses).sum(),
        days.stream().mapToDouble(Day::cost).sum(),
        slope,
        Math.max(slope - low, high - slope) / Math.abs(slope));
  }

  /** What a miss cost with all that days cost anyway. */
  double mean() {
    return cost / misses;
  }
}
