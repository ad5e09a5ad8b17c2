package lumen.watch.month;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is true of the known month, by what docs/operations.md promises and without a rule of
 * Prometheus: of each objective how many moments were judged, and how many were bad.
 */
final class MonthTruth {
  /** Moments of 1, 5 and 10 min, and of an hour. */
  private static final int OF_1M = 4;

  private static final int OF_5M = 20;
  private static final int OF_10M = 40;
  private static final int OF_1H = 240;

  private final SortedCounts counts = new SortedCounts();

  /** Moments of an objective. */
  static final class Count {
    private long judged;
    private long bad;

    private void judge(boolean good) {
      judged++;
      bad += good ? 0 : 1;
    }

    /** The part that was bad. */
    double error() {
      return (double) bad / judged;
    }

    @Override
    public String toString() {
      return bad + " of " + judged;
    }
  }

  private static final class SortedCounts extends TreeMap<String, Count> {
    private static final long serialVersionUID = 1L;

    Count of(String slo, String tenant) {
      return computeIfAbsent(slo + " " + tenant, any -> new Count());
    }
  }

  /**
   * Looks at every scrape of a part of the month.
   *
   * @param fromS first second
   * @param toS last second
   */
  static Map<String, Count> of(long fromS, long toS) {
    MonthTruth truth = new MonthTruth();
    long first = Math.floorDiv(fromS - KnownMonth.FIRST_S, KnownMonth.EVERY_S) + 1;
    for (long at = Math.max(0, first); at * KnownMonth.EVERY_S + KnownMonth.FIRST_S <= toS; at++) {
      truth.serving(at);
      for (String tenant : KnownMonth.TENANTS) {
        truth.tenant(tenant, at);
      }
    }
    return truth.counts;
  }

  private static long second(long at) {
    return at * KnownMonth.EVERY_S + KnownMonth.FIRST_S;
  }

  private static boolean isAlive(long at) {
    return at >= 0 && KnownMonth.isAlive(second(at));
  }

  /** A frame within 30 s, expected while frames were seen within the hour. */
  private void serving(long at) {
    boolean seen = false;
    for (int back = 0; back <= OF_1H; back++) {
      seen |= isAlive(at - back);
    }
    if (seen) {
      counts.of("serving", "").judge(isAlive(at));
    }
  }

  private void tenant(String tenant, long at) {
    long second = second(at);
    boolean alive = isAlive(at);
    boolean bridged = false;
    for (int back = 0; back < OF_5M; back++) {
      bridged |= isAlive(at - back) && KnownMonth.state(tenant, second(at - back)) >= 2;
    }
    int state = KnownMonth.state(tenant, second);
    if (alive && state >= 2) {
      counts.of("phase", tenant).judge(state == 2 && !KnownMonth.is("phase", tenant, second));
      counts.of("sync", tenant).judge(state == 2 && !KnownMonth.is("sync", tenant, second));
    }
    if (alive && bridged) {
      counts.of("coherence", tenant).judge(!KnownMonth.is("coherence", tenant, second));
      counts.of("qr", tenant).judge(!KnownMonth.is("qr", tenant, second));
    }
    if (alive && !KnownMonth.is("reference away", tenant, second)) {
      boolean steady = true;
      for (int back = 0; back < OF_10M; back++) {
        steady &= !(isAlive(at - back) && KnownMonth.is("residual", tenant, second(at - back)));
      }
      counts.of("residual", tenant).judge(steady);
    }
    evidence(tenant, at);
  }

  /** Frames flow if they rose within a minute, and then evaluations have to. */
  private void evidence(String tenant, long at) {
    boolean flows = false;
    boolean judged = false;
    for (int back = 0; back < OF_1M - 1; back++) {
      boolean both = isAlive(at - back) && isAlive(at - back - 1);
      flows |= both;
      judged |= both && !KnownMonth.is("evidence", tenant, second(at - back));
    }
    if (flows) {
      counts.of("evidence", tenant).judge(judged);
    }
  }
}
