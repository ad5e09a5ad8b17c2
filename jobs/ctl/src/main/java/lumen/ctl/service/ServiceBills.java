package lumen.ctl.service;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What a service is billed: by day what its origin, its cache and its logs cost, by month a tax, a
 * credit, and once a prepaid purchase. A bill is published a day after what it is about, or some
 * days later; one of twenty was wrong at first and is corrected.
 */
final class ServiceBills {
  private static final long DAY_S = 86_400;
  private static final long HOUR_S = 3_600;

  /** What a miss costs at the origin, USD. */
  static final BigDecimal A_MISS = new BigDecimal("0.00001");

  /** What the origin costs in a day that nobody asks it. */
  private static final BigDecimal ORIGIN = new BigDecimal("3.000000000");

  private static final BigDecimal CACHE = new BigDecimal("0.290000000");
  private static final BigDecimal CACHE_EFFECTIVE = new BigDecimal("0.312");
  private static final BigDecimal LOGS = new BigDecimal("0.210123456");
  private static final BigDecimal CREDIT = new BigDecimal("-5.000000000");
  private static final BigDecimal PREPAID = new BigDecimal("12.345678901");
  private static final BigDecimal TAX = new BigDecimal("0.05");
  private static final BigDecimal WRONG = new BigDecimal("1.2");
  private static final double CORRECTED = 0.05;
  private static final int DECIMALS = 9;
  private static final int CREDIT_DAY = 10;

  /**
   * Money of a month.
   *
   * @param billed what its charges come to
   * @param effective what it cost in effect
   */
  record Months(Map<YearMonth, BigDecimal> billed, Map<YearMonth, BigDecimal> effective) {
    static Months none() {
      return new Months(new TreeMap<>(), new TreeMap<>());
    }

    void add(YearMonth month, BigDecimal billedMore, BigDecimal effectiveMore) {
      billed.merge(month, billedMore, BigDecimal::add);
      effective.merge(month, effectiveMore, BigDecimal::add);
    }
  }

  /** A bill that is to come. */
  private record Bill(String line, YearMonth month, BigDecimal billed, BigDecimal effective) {}

  private final ZoneId zone;
  private final SplittableRandom random;
  private final NavigableMap<Long, Bill> planned = new TreeMap<>();

  /** What was told. */
  final Months told = Months.none();

  /** What is told, and what is to come. */
  final Months all = Months.none();

  /** What was told by the end of its month. */
  final Months inTime = Months.none();

  long lines;
  long late;
  long corrected;

  ServiceBills(ZoneId zone, SplittableRandom random) {
    this.zone = zone;
    this.random = random;
  }

  private long begin(LocalDate day) {
    return day.atStartOfDay(zone).toEpochSecond();
  }

  /** Plans the bills of a day that is over. */
  void day(LocalDate day, long misses) {
    YearMonth month = YearMonth.from(day);
    long from = begin(day);
    long to = begin(day.plusDays(1));
    BigDecimal run = ORIGIN.add(A_MISS.multiply(BigDecimal.valueOf(misses)));
    long published = published(to);
    boolean wrong = random.nextDouble() < CORRECTED;
    if (wrong) {
      BigDecimal first = run.multiply(WRONG).setScale(DECIMALS, RoundingMode.HALF_EVEN);
      BigDecimal less = run.subtract(first);
      plan(published, month, "run", from, to, first, first, "usage", false);
      long later = published + random.nextLong(DAY_S, 3 * DAY_S);
      plan(later, month, "run", from, to, less, less, "usage", true);
      corrected++;
    } else {
      plan(published, month, "run", from, to, run, run, "usage", false);
    }
    plan(published(to), month, "redis", from, to, CACHE, CACHE_EFFECTIVE, "usage", false);
    plan(published(to), month, "logs", from, to, LOGS, LOGS, "usage", false);
    if (day.getDayOfMonth() == CREDIT_DAY) {
      plan(published(to), month, "run", from, to, CREDIT, CREDIT, "credit", false);
    }
    if (day.getDayOfMonth() == 1 && day.getMonthValue() % 12 == 3) {
      long end = begin(month.plusMonths(1).atDay(1));
      plan(published(to), month, "run", from, end, PREPAID, PREPAID, "purchase", false);
    }
    if (day.equals(month.atEndOfMonth())) {
      BigDecimal sum = told.billed.getOrDefault(month, BigDecimal.ZERO);
      BigDecimal tax = sum.multiply(TAX).setScale(DECIMALS, RoundingMode.HALF_EVEN);
      plan(published(to), month, "tax", begin(month.atDay(1)), to, tax, tax, "tax", false);
    }
  }

  /** A day after its end; of ten one some days later. */
  private long published(long to) {
    double chance = random.nextDouble();
    long usual = to + DAY_S + random.nextLong(6 * HOUR_S);
    boolean isLate = chance < 0.1;
    late += isLate ? 1 : 0;
    return isLate ? usual + random.nextLong(DAY_S, 4 * DAY_S) : usual;
  }

  private void plan(
      long ts,
      YearMonth month,
      String component,
      long from,
      long to,
      BigDecimal billed,
      BigDecimal effective,
      String category,
      boolean correction) {
    long free = ts;
    while (planned.containsKey(free)) {
      free++;
    }
    String line =
        ("{\"type\":\"cost\",\"ts\":%d,\"service\":\"%s\",\"component\":\"%s\",\"from\":%d,\"to\":%d,"
                + "\"billed\":%s,\"effective\":%s,\"currency\":\"USD\",\"category\":\"%s\"%s}")
            .formatted(
                free,
                ServiceExporter.SERVICE,
                component,
                from,
                to,
                billed.toPlainString(),
                effective.toPlainString(),
                category,
                correction ? ",\"correction\":true" : "");
    all.add(month, billed, effective);
    planned.put(free, new Bill(line, month, billed, effective));
  }

  /** The lines that become known up to a time, by that time. */
  NavigableMap<Long, String> upTo(long endS) {
    NavigableMap<Long, String> known = new TreeMap<>();
    while (!planned.isEmpty() && planned.firstKey() <= endS) {
      Map.Entry<Long, Bill> next = planned.pollFirstEntry();
      Bill bill = next.getValue();
      known.put(next.getKey(), bill.line());
      lines++;
      told.add(bill.month(), bill.billed(), bill.effective());
      if (next.getKey() <= begin(bill.month().plusMonths(1).atDay(1))) {
        inTime.add(bill.month(), bill.billed(), bill.effective());
      }
    }
    return known;
  }

  /** How many are still to come. */
  int waiting() {
    return planned.size();
  }
}
