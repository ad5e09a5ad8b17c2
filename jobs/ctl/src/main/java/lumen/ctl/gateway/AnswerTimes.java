package lumen.ctl.gateway;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How soon requests were answered, by the second in which each was to be sent: so a job that is
 * away for a while, as after a kill, can be told from one that is slow.
 */
final class AnswerTimes {
  private static final long MOST_MICROS = 600_000_000;
  private static final long AWAY_MICROS = 1_000_000;
  private static final int DIGITS = 3;

  private final List<Histogram> seconds = new ArrayList<>();

  /**
   * Takes an answer.
   *
   * @param second in which the request was to be sent, from 0
   * @param micros until the answer was read
   */
  synchronized void add(int second, long micros) {
    while (seconds.size() <= second) {
      seconds.add(new Histogram(MOST_MICROS, DIGITS));
    }
    seconds.get(second).recordValue(Math.max(0, Math.min(MOST_MICROS, micros)));
  }

  /** All answers. */
  synchronized Histogram all() {
    return sum(Long.MAX_VALUE);
  }

  /** Those of the seconds of which no request waited for a second or more. */
  synchronized Histogram present() {
    return sum(AWAY_MICROS);
  }

  /** How many seconds have a request that waited for a second or more. */
  synchronized long away() {
    return seconds.stream().filter(second -> second.getMaxValue() >= AWAY_MICROS).count();
  }

  private Histogram sum(long below) {
    Histogram sum = new Histogram(MOST_MICROS, DIGITS);
    seconds.stream().filter(second -> second.getMaxValue() < below).forEach(sum::add);
    return sum;
  }
}
