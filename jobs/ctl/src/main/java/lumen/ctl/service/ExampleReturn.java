package lumen.ctl.service;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A service of which a return is known by hand: 20 million hits in any 30 days, each of which
 * spares 0.00001 USD, and a cache that costs 9.36 USD in the same: (200 - 9.36)/9.36, 2036.75 %.
 */
public final class ExampleReturn {
  /** Its name. */
  public static final String SERVICE = "example";

  /** The return in percent. */
  public static final double PERCENT = 2036.75;

  private static final long HOUR_S = 3_600;

  /** Hits of a day: three days of them are two million. */
  private static final long[] HITS = {666_667, 666_667, 666_666};

  private ExampleReturn() {}

  /** Its lines, in the order of time. */
  public static void play(ServicePlan plan, SimulatedService.Lines lines) throws IOException {
    ZoneId zone = plan.zone();
    for (int i = 0; i < plan.days(); i++) {
      LocalDate day = plan.start().plusDays(i);
      long begin = day.atStartOfDay(zone).toEpochSecond();
      long end = day.plusDays(1).atStartOfDay(zone).toEpochSecond();
      long hours = (end - begin) / HOUR_S;
      long told = 0;
      for (long hour = 1; hour <= hours; hour++) {
        long upTo = HITS[i % HITS.length] * hour / hours;
        lines.take(sample(begin + hour * HOUR_S, upTo - told));
        told = upTo;
        if (hour == hours && i > 0) {
          lines.take(cost(end, day.minusDays(1), zone));
        }
      }
    }
  }

  private static String sample(long ts, long hits) {
    return ("{\"type\":\"sample\",\"ts\":%d,\"span_s\":3600,\"service\":\"%s\",\"requests\":%d,"
            + "\"errors_4xx\":0,\"errors_5xx\":0,\"cache_hits\":%d,\"cache_misses\":0}")
        .formatted(ts, SERVICE, hits, hits);
  }

  private static String cost(long ts, LocalDate day, ZoneId zone) {
    return ("{\"type\":\"cost\",\"ts\":%d,\"service\":\"%s\",\"component\":\"redis\",\"from\":%d,"
            + "\"to\":%d,\"billed\":0.312,\"currency\":\"USD\",\"category\":\"usage\"}")
        .formatted(
            ts,
            SERVICE,
            day.atStartOfDay(zone).toEpochSecond(),
            day.plusDays(1).atStartOfDay(zone).toEpochSecond());
  }
}
