package lumen.ctl.drill;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * Lines of services with a rhythm of the day: a sample each span, a bill each day two days later, a
 * deploy each week.
 *
 * @param services how many, s0, s1 and so on
 * @param days how many, from 2026-01-01 UTC on
 * @param spanS what a sample covers, s
 * @param seed of what is random
 */
record ServiceDays(int services, int days, int spanS, long seed) {
  private static final long BEGIN = 1_767_225_600;
  private static final int DAY_S = 86_400;
  private static final int BILL_S = 2 * DAY_S + 3_600;

  /** Writes them in the order of time; returns how many. */
  long write(Path file) throws IOException {
    Random random = new Random(seed);
    long lines = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (long ts = BEGIN + spanS; ts <= BEGIN + (long) days * DAY_S; ts += spanS) {
        for (int service = 0; service < services; service++) {
          lines += lines(ts, service, random, out);
        }
      }
    }
    return lines;
  }

  private long lines(long ts, int service, Random random, BufferedWriter out) throws IOException {
    long day = (ts - BEGIN) / DAY_S;
    long ofDay = (ts - BEGIN) % DAY_S;
    long lines = 1;
    if (ofDay < spanS && day % 7 == 1) {
      out.write(
          "{\"type\":\"deploy\",\"ts\":%d,\"service\":\"s%d\",\"revision\":\"v%d\",\"result\":\"success\"}%n"
              .formatted(ts, service, day / 7));
      lines++;
    }
    if (ofDay < spanS && (day + 1) * DAY_S > BILL_S) {
      long to = ts - ofDay - BILL_S % DAY_S - DAY_S;
      out.write(
          String.format(
              Locale.ROOT,
              "{\"type\":\"cost\",\"ts\":%d,\"service\":\"s%d\",\"component\":\"redis\",\"from\":%d,\"to\":%d,\"billed\":%.6f,\"currency\":\"USD\",\"category\":\"usage\"}%n",
              ts,
              service,
              to - DAY_S,
              to,
              4 + random.nextDouble()));
      lines++;
    }
    double rhythm = 1 + 0.5 * StrictMath.sin(2 * Math.PI * (double) ofDay / DAY_S);
    long requests = Math.round(rhythm * spanS * (3 + random.nextDouble()));
    long errors = random.nextInt(1_000) < 3 ? 1 + random.nextInt(3) : 0;
    long slow = Math.round((double) requests * 0.02 * random.nextDouble());
    long hits = Math.round((double) requests * (0.75 + 0.1 * random.nextDouble()));
    out.write(
        "{\"type\":\"sample\",\"ts\":%d,\"span_s\":%d,\"service\":\"s%d\",\"revision\":\"v%d\",\"requests\":%d,\"errors_4xx\":0,\"errors_5xx\":%d,\"latency_ms\":{\"le\":[50,100,200,500,1000,null],\"n\":[%d,%d,%d,0,0,0]},\"up\":1,\"cache_hits\":%d,\"cache_misses\":%d,\"cache_evictions\":0,\"cache_expired\":3}%n"
            .formatted(
                ts,
                spanS,
                service,
                Math.max(0, (day - 1) / 7),
                requests,
                Math.min(errors, requests),
                requests / 2,
                requests - requests / 2 - slow,
                slow,
                hits,
                requests - hits));
    return lines;
  }
}
