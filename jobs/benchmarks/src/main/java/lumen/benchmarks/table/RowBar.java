package lumen.benchmarks.table;

/**
 * What a row is held to.
 *
 * @param atLeast whether more is better
 * @param before what was measured at befbdc8, in words
 * @param bar the bar; NaN: none
 * @param stretch what would be better still; NaN: nothing is said
 */
public record RowBar(RowUnit unit, boolean atLeast, String before, double bar, double stretch) {
  /** The same in another unit. */
  RowBar in(RowUnit other) {
    return new RowBar(other, atLeast, before, bar, stretch);
  }

  /** In words. */
  public String text() {
    return Double.isNaN(bar) ? "-" : (atLeast ? ">= " : "<= ") + unit.brief(bar);
  }

  /** What a measurement comes to: its median is held to the bar. */
  public String verdict(double median) {
    if (Double.isNaN(bar)) {
      return "no bar";
    }
    if (!keeps(median, bar)) {
      return "MISSED";
    }
    return !Double.isNaN(stretch) && keeps(median, stretch) ? "met, stretch" : "met";
  }

  private boolean keeps(double median, double to) {
    return atLeast ? median >= to : median <= to;
  }
}
