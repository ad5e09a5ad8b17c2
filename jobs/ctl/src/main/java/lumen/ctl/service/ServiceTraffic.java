package lumen.ctl.service;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import lumen.statistics.NormalQuantile;

/**
 * Who asks, and how it is answered.
 *
 * <p>Requests follow the hour of the local day and its weekday; their number is normal about the
 * mean with its variance. A request is a hit of the cache or not; latencies are log-normal, about
 * 25 ms at a hit and 110 ms at a miss. The hit rate strives for h = lT/(1 + lT), l being how often
 * a key is asked for and T how long an entry lives (keys as Poisson's, entries that expire from
 * their insertion), and gets there in times of T.
 */
final class ServiceTraffic {
  private static final double REQUESTS = 400;
  private static final double HIT_MS = 25;
  private static final double MISS_MS = 110;
  private static final double SIGMA = 0.38;
  private static final double ERRORS_4XX = 0.01;
  private static final double COLD = 0.002;
  private static final double WEEKEND = 0.85;
  private static final double RHYTHM = 0.4;
  private static final int BUSIEST_HOUR = 15;
  private static final int STEPS = 4096;
  private static final double MINUTE_S = 60;

  /** A draw of 64 bits is three: 26 and 26 bits, and the 12 of a place in a table. */
  private static final int HIGH = 38;

  private static final int LOW = 12;
  private static final long MASK = (1L << 26) - 1;
  private static final double UNIT = 1.0 / (1L << 26);
  private static final double[] LOG_NORMAL = logNormal();

  private final ServicePlan plan;
  private final SplittableRandom random;
  private final Map<Double, byte[][]> tables = new TreeMap<>();
  private double ttlS = ServicePlan.TTL_S;
  private double hitRate;

  ServiceTraffic(ServicePlan plan, SplittableRandom random) {
    this.plan = plan;
    this.random = random;
    hitRate = mostHits(0);
  }

  private static double[] logNormal() {
    double[] values = new double[STEPS];
    for (int i = 0; i < STEPS; i++) {
      values[i] = StrictMath.exp(SIGMA * NormalQuantile.of((i + 0.5) / STEPS));
    }
    return values;
  }

  /** The hit rate that is strived for at an hour of the plan. */
  double mostHits(double hour) {
    double lookups = ServicePlan.valueAt(plan.keyRates(), hour) * ttlS;
    return lookups / (1 + lookups);
  }

  /** Entries live so long from now on, s. */
  void ttl(double seconds) {
    ttlS = seconds;
  }

  double ttl() {
    return ttlS;
  }

  /** The cache ages by a minute. */
  void age(double hour) {
    hitRate += (mostHits(hour) - hitRate) * (1 - StrictMath.exp(-MINUTE_S / ttlS));
  }

  /** How many ask in the minute that ends at a time. */
  long requests(long endS, double hour) {
    ZonedDateTime local = Instant.ofEpochSecond(endS).atZone(plan.zone());
    double ofDay = local.getHour() + local.getMinute() / MINUTE_S;
    boolean weekend =
        local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
    double mean =
        REQUESTS
            * ServicePlan.valueAt(plan.demand(), hour)
            * (1 + RHYTHM * StrictMath.cos(2 * Math.PI * (ofDay - BUSIEST_HOUR) / 24))
            * (weekend ? WEEKEND : 1);
    return Math.max(0, Math.round(mean + StrictMath.sqrt(mean) * gauss()));
  }

  /** Which share of some is its part, by chance. */
  long part(long of, double share) {
    long part = 0;
    for (long i = 0; i < of; i++) {
      part += random.nextDouble() < share ? 1 : 0;
    }
    return part;
  }

  /**
   * Serves requests.
   *
   * @param errors share that fails, 5xx
   * @param slowness factor of latencies
   */
  ServiceMinute serve(long requests, double errors, double slowness) {
    ServiceMinute minute = new ServiceMinute();
    minute.requests = requests;
    byte[][] tables = tables(slowness);
    for (long i = 0; i < requests; i++) {
      long draw = random.nextLong();
      boolean hit = (draw >>> HIGH) * UNIT < hitRate;
      double chance = (draw >>> LOW & MASK) * UNIT;
      minute.hits += hit ? 1 : 0;
      minute.errors5xx += chance < errors ? 1 : 0;
      minute.errors4xx += chance >= errors && chance < errors + ERRORS_4XX ? 1 : 0;
      minute.coldStarts += chance > 1 - COLD ? 1 : 0;
      minute.latencies[tables[hit ? 1 : 0][(int) (draw & STEPS - 1)]]++;
    }
    minute.misses = requests - minute.hits;
    minute.expired = minute.misses;
    minute.evictions = requests > 0 && random.nextInt(10) == 0 ? 1 : 0;
    return minute;
  }

  /** Buckets of latencies at a miss and at a hit, of so many values that are equally likely. */
  private byte[][] tables(double slowness) {
    return tables.computeIfAbsent(
        slowness, factor -> new byte[][] {table(MISS_MS * factor), table(HIT_MS * factor)});
  }

  private static byte[] table(double medianMs) {
    byte[] table = new byte[STEPS];
    for (int i = 0; i < STEPS; i++) {
      table[i] = (byte) ServiceMinute.bucket(medianMs * LOG_NORMAL[i]);
    }
    return table;
  }

  /** Requests that all fail, before the cache is asked. */
  static ServiceMinute fail(long requests) {
    ServiceMinute minute = new ServiceMinute();
    minute.requests = requests;
    minute.errors5xx = requests;
    minute.latencies[0] = requests;
    return minute;
  }

  /** A normal number (Box and Muller). */
  private double gauss() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}
